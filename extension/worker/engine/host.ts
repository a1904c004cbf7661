import type { Operations, Pack, PackFaults, Tables } from '../../engine';
import { t } from '../../text';
import { compile, type Instance, instantiate, type Operation, Trap } from './instance';

/** An engine ready to answer. */
export interface Running {
  instance: Instance;
  /** The team's packs that it has not been given yet. */
  packs: Pack[];
  /** What its fast check refers to, once asked for. */
  tables?: Tables;
}

/**
 * The pack an operation's answer rests on. To merge one takes the engine longer than to start, so
 * each waits until it is needed.
 */
const RESTS_ON: Partial<Record<Operation, string>> = {
  tables: 'rules',
  check: 'rules',
  clocks: 'clocks',
  see: 'clocks',
  tick: 'clocks',
  case: 'clocks',
  todo: 'clocks',
  sites: 'sites',
  scripts: 'scripts',
  fill: 'scripts',
};

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
  /** Kinds of packs that broke an instance. */
  readonly #spoiled = new Set<string>();
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

  /** The running engine, ready for an operation; a broken one is replaced first. */
  async running(name?: Operation): Promise<Running> {
    const had = this.#running;
    if (had && (await had).instance.dead && this.#running === had) this.#running = undefined;
    this.#running ??= this.#start();
    const running = await this.#running;
    const kind = name && RESTS_ON[name];
    if (kind) this.#give(running, kind);
    return running;
  }

  /** Runs a stateless operation, once more on a new instance if the first one breaks. */
  call<N extends Operation>(name: N, request: Operations[N][0]): Promise<Operations[N][1]> {
    return this.surviving(async () => (await this.running(name)).instance.call(name, request));
  }

  /** Checks a text for a platform's name; an unknown name means every rule. */
  async check(text: string, platform: string): Promise<{ triples: Int32Array; checked: number; tables: Tables }> {
    return this.surviving(async () => {
      const running = await this.running('tables');
      running.tables ??= running.instance.call('tables', {});
      const marks = running.instance.check(text, Math.max(0, PLATFORMS.indexOf(platform)));
      return { ...marks, tables: running.tables };
    });
  }

  /** Gives the running engine other packs. */
  async load(packs: Pack[]): Promise<PackFaults> {
    this.#spoiled.clear();
    return this.surviving(async () => {
      const running = await this.running();
      running.packs = [];
      delete running.tables;
      return running.instance.call('packs', { packs });
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
      const [module, packs] = await Promise.all([this.#module, this.#packs()]);
      const instance = await instantiate(module);
      this.#ready = true;
      this.changed();
      return { instance, packs };
    } catch (cause) {
      this.#module = undefined;
      this.#running = undefined;
      if (cause instanceof Trap) throw cause;
      this.#error = String(cause instanceof Error ? cause.message : cause);
      this.changed();
      throw new Error(t('error_engine_start'), { cause });
    }
  }

  /** Gives an engine the packs of a kind that wait. One with a fault is left out: what is shipped still protects. */
  #give({ instance, packs }: Running, kind: string): void {
    const at = packs.findIndex((pack) => pack.kind === kind);
    if (at < 0) return;
    const given = packs.splice(at, 1);
    if (this.#spoiled.has(kind)) return;
    try {
      instance.call('packs', { packs: given });
    } catch (fault) {
      this.#error = String(fault instanceof Error ? fault.message : fault);
      if (!(fault instanceof Trap)) return;
      this.#spoiled.add(kind);
      throw fault;
    }
  }
}
