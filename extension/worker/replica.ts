import type { Operations } from '../engine';
import { t } from '../text';
import type { EngineHost } from './engine/host';
import { type Instance, Trap } from './engine/instance';
import { logAfter } from './store/log';
import { queued } from './store/queue';

const BATCH = 2000;
/** After a fold that broke twice the log itself is the likely cause; checking must not suffer. */
const REST_MS = 60_000;

/** Operations whose answer rests on the fold. */
type Folded = 'case' | 'todo' | 'see' | 'remind';

/**
 * Keeps the engine's fold level with the store: the whole log in seq order, this device's queue on
 * top. The store is the truth; a new instance is simply behind it.
 */
export class Replica {
  readonly #engine: EngineHost;
  readonly #team: () => Promise<string>;
  #instance: Instance | undefined;
  #head = 0;
  #logDirty = true;
  #queueDirty = true;
  #restUntil = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(engine: EngineHost, team: () => Promise<string>) {
    this.#engine = engine;
    this.#team = team;
  }

  /** The log in the store has grown, and own events may have left the queue. */
  logged(): void {
    this.#logDirty = true;
    this.#queueDirty = true;
  }

  /** The queue in the store has changed. */
  queued(): void {
    this.#queueDirty = true;
  }

  /** The log in the store was forgotten. */
  forgotten(): void {
    this.#instance = undefined;
  }

  /** Whether an answer needs no full fold first. */
  get warm(): boolean {
    return this.#instance !== undefined && !this.#instance.dead;
  }

  /** Asks something that rests on the fold, which is brought level first. */
  async call<N extends Folded>(name: N, request: Operations[N][0]): Promise<Operations[N][1]> {
    if (Date.now() < this.#restUntil) throw new Error(t('error_engine_trap'));
    try {
      return await this.#engine.surviving(() =>
        this.#inTurn(async () => (await this.#level(name)).call(name, request)),
      );
    } catch (fault) {
      if (fault instanceof Error && fault.cause instanceof Trap) this.#restUntil = Date.now() + REST_MS;
      throw fault;
    }
  }

  // One at a time: two folds of the same stretch would fold it twice.
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }

  async #level(name: Folded): Promise<Instance> {
    const { instance } = await this.#engine.running(name);
    try {
      await this.#bring(instance);
    } catch (fault) {
      this.#instance = undefined; // how far it got is not known: the next one folds from the start
      throw fault;
    }
    return instance;
  }

  async #bring(instance: Instance): Promise<void> {
    if (this.#instance !== instance) {
      instance.call('fold', { reset: true, events: [] });
      this.#instance = instance;
      this.#head = 0;
      this.#logDirty = true;
      this.#queueDirty = true;
    }
    while (this.#logDirty) {
      this.#logDirty = false;
      await this.#foldRest(instance);
    }
    if (this.#queueDirty) {
      this.#queueDirty = false;
      const own = await queued(await this.#team());
      instance.call('pending', { events: own.map((q) => q.event) });
    }
  }

  async #foldRest(instance: Instance): Promise<void> {
    for (;;) {
      const events = await logAfter(this.#head, BATCH);
      const last = events.at(-1);
      if (!last) return;
      instance.call('fold', { reset: false, events });
      this.#head = last.seq;
    }
  }
}
