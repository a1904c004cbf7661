// A worker that stands still before a step of its choosing, to be ended there: between any two of its
// transactions, requests, answers and their texts.
import type { Worker } from '@playwright/test';
import type { Desk } from './desk';

/** What stands in the worker's global scope while its steps are counted. */
interface Counted {
  steps: string[];
  /** Transactions, requests and texts that are not done. */
  open: number;
  halted: boolean;
}

/**
 * Counts the steps of the worker: a transaction, a request, its answer, the answer's text. Before the
 * `last` of them, or before the first of that name, the worker stands still, as far as anybody can see: nothing
 * that it waits for comes any more, and nothing that it asks for is done. Then it can be ended at leisure.
 */
const count = (last: number | string) => {
  const counted: Counted = { steps: [], open: 0, halted: false };
  Object.assign(globalThis, { counted });
  const step = (name: string) => {
    if (counted.halted) return false;
    counted.halted = counted.steps.push(name) === last || name === last;
    return !counted.halted;
  };
  const never = new Promise<never>(() => {});
  const waitFor = <T>(what: Promise<T>): Promise<T> => {
    counted.open++;
    return what.finally(() => counted.open--);
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const tx = transaction.call(this, stores, mode, options);
    // It has to be a transaction, or its writer would hear of a fault.
    if (!step(`${mode ?? 'readonly'} ${[stores].flat().join(' ')}`)) for (const name of MUTE) mute(tx, name);
    else waitFor(new Promise((done) => ['complete', 'abort'].map((name) => tx.addEventListener(name, done))));
    return tx;
  };
  const MUTE = ['complete', 'error', 'abort'];
  const muted = new WeakSet<EventTarget>();
  const mute = (target: EventTarget, name: string) => {
    muted.add(target);
    target.addEventListener(name, (event) => event.stopImmediatePropagation());
  };
  // No write of a halted worker is made: reading stands in for it, and nobody hears of its end.
  const read = IDBObjectStore.prototype.count;
  for (const proto of [IDBObjectStore.prototype, IDBIndex.prototype])
    for (const name of 'add put delete clear get getKey getAll getAllKeys openCursor count'.split(' ')) {
      const make = Reflect.get(proto, name);
      if (!make) continue;
      Reflect.set(proto, name, function (this: IDBObjectStore | IDBIndex, ...args: unknown[]) {
        const tx = 'transaction' in this ? this.transaction : this.objectStore.transaction;
        if (!muted.has(tx)) return make.apply(this, args);
        const request = read.call('transaction' in this ? this : this.objectStore);
        for (const end of ['success', 'error']) mute(request, end);
        return request;
      });
    }
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const name = `${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`;
    if (!step(name)) return never;
    const response = await waitFor(fetch(input, init));
    return step(`answer of ${name}`) ? response : never;
  };
  const { text } = Response.prototype;
  Response.prototype.text = async function () {
    const read = await waitFor(text.call(this));
    return step('its text') ? read : never;
  };
};

/** The worker that runs now, once what it does by itself on starting is done and will not be counted. */
export async function running(desk: Desk): Promise<Worker> {
  await desk.extension.ask('sync.now');
  const worker = desk.context.serviceWorkers().at(-1);
  if (!worker) throw new Error('no service worker');
  return worker;
}

const counted = (worker: Worker): Promise<Counted> =>
  worker.evaluate(() => (globalThis as unknown as { counted: Counted }).counted);

/** Waits until the worker stands still, or has answered and had nothing to do and to wait for for a while. */
async function still(worker: Worker, told: () => boolean): Promise<Counted> {
  let was = await counted(worker);
  for (let quiet = 0; !was.halted && quiet < 40; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const is = await counted(worker);
    quiet = told() && is.open === 0 && is.steps.length === was.steps.length ? quiet + 1 : 0;
    was = is;
  }
  return was;
}

export interface Ended {
  /** The step before which it was ended, undefined where what was asked for has fewer. */
  name: string | undefined;
  /** Whether what was asked for was answered before. */
  told: boolean;
}

/** Asks the worker that is `running` for something and ends it before its step `at`, counted from 1, or called so. */
export async function endedBefore(
  desk: Desk,
  worker: Worker,
  at: number | string,
  asks: () => Promise<unknown>,
): Promise<Ended> {
  await worker.evaluate(count, at);
  let told = false;
  let failed = false;
  const asking = asks().then(
    () => {
      told = true;
    },
    () => {
      failed = true; // of itself, or since the worker died under it
    },
  );
  const { steps, halted } = await still(worker, () => told || failed);
  await desk.extension.kill();
  await asking;
  return { name: halted ? steps.at(-1) : undefined, told };
}
