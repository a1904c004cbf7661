import type { Context, Operations, Pack, PackFaults, Tables } from '../../engine';
import { KINDS, RESTS_ON } from '../../engine-ops';
import { t } from '../../text';
import type { OwnPack } from '../store/own';
import { compile, type Instance, instantiate, type Kind, type Operation, read, Trap } from './instance';

/** An engine ready to answer. */
export interface Running {
  instance: Instance;
  /** The parts of the shipped data that it has. */
  taken: Set<Kind>;
  /** The team's packs that it has not been given yet. To merge one takes longer than to start, so each waits. */
  packs: Pack[];
  /** What its fast check refers to, once asked for. */
  tables?: Tables;
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
  readonly #url: (file: string) => string;
  readonly #packs: () => Promise<Pack[]>;
  readonly #own: () => Promise<OwnPack>;
  #module: Promise<WebAssembly.Module> | undefined;
  #running: Promise<Running> | undefined;
  #ready = false;
  #traps: number[] = [];
  #error = '';
  /** Kinds of packs that broke an instance. */
  readonly #spoiled = new Set<string>();
  /** Called when state() would answer otherwise than before. */
  changed: () => void = () => {};

  /**
   * @param url where a file of the extension is; @param packs the team's, each the last good one of its kind;
   * @param own the agent's own scripts
   */
  constructor(url: (file: string) => string, packs: () => Promise<Pack[]>, own: () => Promise<OwnPack>) {
    this.#url = url;
    this.#packs = packs;
    this.#own = own;
  }

  state(): EngineState {
    const recent = this.#traps.filter((at) => at > Date.now() - REPEATED_MS).length;
    const failed = recent >= REPEATED || (!this.#ready && this.#error !== '');
    return { state: failed ? 'failed' : this.#ready ? 'ready' : 'cold', traps: this.#traps.length, error: this.#error };
  }

  /** The running engine, ready for an operation; a broken one is replaced first. */
  running(name?: Operation): Promise<Running> {
    return this.#resting(name ? (RESTS_ON[name] ?? []) : []);
  }

  async #resting(kinds: Kind[]): Promise<Running> {
    const had = this.#running;
    if (had && (await had).instance.dead && this.#running === had) this.#running = undefined;
    const fresh = !this.#running;
    // A fresh engine needs every part: they are read while it starts.
    const early = new Map(fresh ? kinds.map((kind) => [kind, this.#part(kind)]) : []);
    this.#running ??= this.#start();
    const running = await this.#running;
    for (const kind of kinds) {
      if (!running.taken.has(kind)) this.#take(running, kind, await (early.get(kind) ?? this.#part(kind)));
      this.#give(running, kind);
    }
    return running;
  }

  /** Runs a stateless operation, once more on a new instance if the first one breaks. */
  call<N extends Operation>(name: N, request: Operations[N][0]): Promise<Operations[N][1]> {
    return this.surviving(async () => (await this.running(name)).instance.call(name, request));
  }

  /** Checks a text for a platform's name, with what is known beside its words; an unknown name means every rule. */
  async check(
    text: string,
    platform: string,
    context?: Context,
  ): Promise<{ triples: Int32Array; checked: number; tables: Tables }> {
    return this.surviving(async () => {
      const running = await this.running('tables');
      running.tables ??= running.instance.call('tables', {});
      const marks = running.instance.check(text, Math.max(0, PLATFORMS.indexOf(platform)), context);
      return { ...marks, tables: running.tables };
    });
  }

  /** Gives the running engine other packs. */
  async load(packs: Pack[]): Promise<PackFaults> {
    this.#spoiled.clear();
    const kinds = packs.map((pack) => pack.kind).filter((kind): kind is Kind => kind in KINDS);
    return this.surviving(async () => {
      const running = await this.#resting(kinds);
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
      this.#module ??= compile(this.#url('engine.wasm'));
      const [module, packs, own] = await Promise.all([this.#module, this.#packs(), this.#own()]);
      const instance = await instantiate(module);
      if (own.body.items.length > 0) instance.call('packs', { packs: [own] }); // only read once a script is looked for
      this.#ready = true;
      this.changed();
      return { instance, packs, taken: new Set() };
    } catch (cause) {
      this.#module = undefined;
      this.#running = undefined;
      if (cause instanceof Trap) throw cause;
      this.#error = String(cause instanceof Error ? cause.message : cause);
      this.changed();
      throw new Error(t('error_engine_start'), { cause });
    }
  }

  /** A part of the shipped data, from its file. */
  async #part(kind: Kind): Promise<Uint8Array | Error> {
    try {
      return new Uint8Array(await read(this.#url(`data/${kind}.bin`)));
    } catch (cause) {
      return new Error(t('error_engine_start'), { cause });
    }
  }

  #take(running: Running, kind: Kind, part: Uint8Array | Error): void {
    if (running.taken.has(kind)) return; // someone else was quicker
    if (part instanceof Error) {
      this.#error = String(part.cause);
      this.changed();
      throw part;
    }
    running.instance.take(kind, part);
    running.taken.add(kind);
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
