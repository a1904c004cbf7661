import type { Operations } from '../engine';
import { t } from '../text';
import type { EngineHost } from './engine/host';
import { type Instance, Trap } from './engine/instance';
import { restOf } from './store/log';

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
  #dirty = true;
  #restUntil = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(engine: EngineHost, team: () => Promise<string>) {
    this.#engine = engine;
    this.#team = team;
  }

  /** The log in the store has grown, or the queue has changed. */
  changed(): void {
    this.#dirty = true;
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
      this.#dirty = true;
    }
    while (this.#dirty) {
      this.#dirty = false;
      await this.#foldRest(instance);
    }
  }

  async #foldRest(instance: Instance): Promise<void> {
    const team = await this.#team();
    for (;;) {
      const { events, own } = await restOf(this.#head, BATCH, team);
      if (events.length > 0) instance.call('fold', { reset: false, events });
      this.#head = events.at(-1)?.seq ?? this.#head;
      if (own) return void instance.call('pending', { events: own.map((q) => q.event) });
    }
  }
}
