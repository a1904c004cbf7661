import type { Operations, Pack, PackFaults, Tables } from '../../engine';
import { t } from '../../text';
import { compile, type Instance, instantiate, type Operation, Trap } from './instance';

/** An engine ready to answer, with the tables its fast check refers to. */
export interface Running {
  instance: Instance;
  tables: Tables;
}

const PLATFORMS = ['', 'taobao', 'tmall', 'jd'];
/** So many traps within REPEATED_MS mean that starting anew does not help. */
const REPEATED = 3;
const REPEATED_MS = 60_000;

export type EngineState = { state: 'cold' | 'ready' | 'failed'; traps: number; error: string };

/**
 * Keeps one engine running: started on first use, thrown away at a trap and started anew. Packs
 * are given again to every new instance; what was folded is the replica's to give again.
 */
export class EngineHost {
  readonly #url: string;
  readonly #packs: () => Promise<Pack[]>;
  #module: Promise<WebAssembly.Module> | undefined;
  #running: Promise<Running> | undefined;
  #ready = false;
  #traps: number[] = [];
  #error = '';
  /** Called when state() would answer otherwise than before. */
  changed: () => void = () => {};

  constructor(url: string, packs: () => Promise<Pack[]>) {
    this.#url = url;
    this.#packs = packs;
  }

  state(): EngineState {
    const recent = this.#traps.filter((at) => at > Date.now() - REPEATED_MS).length;
    const failed = recent >= REPEATED || (!this.#ready && this.#error !== '');
    return { state: failed ? 'failed' : this.#ready ? 'ready' : 'cold', traps: this.#traps.length, error: this.#error };
  }

  get warm(): boolean {
    return this.#ready;
  }

  /** The running engine; a broken one is replaced first. */
  async running(): Promise<Running> {
    const had = this.#running;
    if (had && (await had).instance.dead && this.#running === had) this.#running = undefined;
    this.#running ??= this.#start();
    return this.#running;
  }

  /** Runs a stateless operation, once more on a new instance if the first one breaks. */
  call<N extends Operation>(name: N, request: Operations[N][0]): Promise<Operations[N][1]> {
    return this.surviving(async () => (await this.running()).instance.call(name, request));
  }

  /** Checks a text for a platform's name; an unknown name means every rule. */
  async check(text: string, platform: string): Promise<{ triples: Int32Array; checked: number; tables: Tables }> {
    return this.surviving(async () => {
      const { instance, tables } = await this.running();
      return { ...instance.check(text, Math.max(0, PLATFORMS.indexOf(platform))), tables };
    });
  }

  /** Gives the running engine other packs and reads its tables again. */
  async load(packs: Pack[]): Promise<PackFaults> {
    return this.surviving(async () => {
      const running = await this.running();
      const faults = running.instance.call('packs', { packs });
      running.tables = running.instance.call('tables', {});
      return faults;
    });
  }

  /** Throws the engine away with all it was given; the next question starts one anew. */
  discard(): void {
    this.#running = undefined;
    this.#ready = false;
    this.changed();
  }

  /** Does something with the engine; if it traps, does it once more. */
  async surviving<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof Trap)) throw fault;
      this.#trapped(fault);
    }
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof Trap)) throw fault;
      this.#trapped(fault);
      throw new Error(t('error_engine_trap'), { cause: fault });
    }
  }

  #trapped(trap: Trap): void {
    this.#traps.push(Date.now());
    this.#error = trap.message;
    this.#ready = false;
    this.changed();
  }

  async #start(): Promise<Running> {
    try {
      this.#module ??= compile(this.#url);
      const module = await this.#module;
      let instance = await instantiate(module);
      const packs = await this.#packs();
      if (packs.length > 0) {
        try {
          instance.call('packs', { packs });
        } catch (fault) {
          // The shipped rules still protect; the packs' own page says what is wrong with them.
          this.#error = String(fault instanceof Error ? fault.message : fault);
          if (instance.dead) instance = await instantiate(module);
        }
      }
      const tables = instance.call('tables', {});
      this.#ready = true;
      this.changed();
      return { instance, tables };
    } catch (cause) {
      this.#module = undefined;
      this.#running = undefined;
      if (cause instanceof Trap) throw cause;
      this.#error = String(cause instanceof Error ? cause.message : cause);
      this.changed();
      throw new Error(t('error_engine_start'), { cause });
    }
  }
}
