// The worker ended at every await of a sync round: whatever the step it dies before, the next worker
// goes on alone, nothing is lost or doubled, and meanwhile the note says the truth about itself.
//
//	STEP=17 npx playwright test -c e2e killed.spec.ts    # that step alone
import type { Worker } from '@playwright/test';
import type { Desk } from './harness/desk';
import { expect, test } from './harness/fixtures';
import { type Team, ulid } from './harness/team.mjs';

const CASE = 'taobao:1:2';

/** What stands in the worker's global scope while its steps are counted. */
interface Counted {
  steps: string[];
  halted: boolean;
}

/**
 * Counts the steps of the worker: a transaction, a request, its answer, the answer's text. Before the
 * `last` of them the worker stands still, as far as anybody can see: nothing that it waits for comes
 * any more, and nothing that it asks for is done. Then it can be ended at leisure.
 */
const count = (last: number) => {
  const counted: Counted = { steps: [], halted: false };
  Object.assign(globalThis, { counted });
  const step = (name: string) => {
    if (counted.halted) return false;
    counted.halted = counted.steps.push(name) === last;
    return !counted.halted;
  };
  const never = new Promise<never>(() => {});
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const tx = transaction.call(this, stores, mode, options);
    // It has to be a transaction, or its writer would hear of a fault.
    if (!step(`${mode ?? 'readonly'} ${[stores].flat().join(' ')}`)) for (const name of MUTE) mute(tx, name);
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
    const response = await fetch(input, init);
    return step(`answer of ${name}`) ? response : never;
  };
  const { text } = Response.prototype;
  Response.prototype.text = async function () {
    const read = await text.call(this);
    return step('its text') ? read : never;
  };
};

/** The worker that runs now, once what it does by itself on starting is done and will not be counted. */
async function running(desk: Desk): Promise<Worker> {
  await desk.extension.ask('sync.now');
  const worker = desk.context.serviceWorkers().at(-1);
  if (!worker) throw new Error('no service worker');
  return worker;
}

const counted = (worker: Worker): Promise<Counted> =>
  worker.evaluate(() => (globalThis as unknown as { counted: Counted }).counted);

/** Waits until the worker stands still, or has had nothing to do for a while. */
async function still(worker: Worker): Promise<Counted> {
  let was = await counted(worker);
  for (let quiet = 0; !was.halted && quiet < 40; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const is = await counted(worker);
    quiet = is.steps.length === was.steps.length ? quiet + 1 : 0;
    was = is;
  }
  return was;
}

async function cursor(desk: Desk): Promise<number> {
  const all = JSON.parse(await desk.extension.stored('meta'));
  return all.find((value: { after?: number; epoch?: string }) => value?.epoch !== undefined)?.after ?? 0;
}

interface Shown {
  text: string;
  pending?: boolean;
}

/** Writes a note with the worker ended before its step `at`. Gives the step's name, undefined where a whole round has fewer. */
async function noteWith(desk: Desk, team: Team, at: number): Promise<string | undefined> {
  const { extension } = desk;
  const worker = await running(desk);
  const [own, other] = [`第${at}步`, `同事第${at}步`];
  const colleague = { id: ulid(), case: CASE, kind: 'note', at: new Date().toISOString(), body: { text: other } };
  await team.call('POST', '/v1/events', { events: [colleague] });
  const before = await cursor(desk);
  await worker.evaluate(count, at);
  let told = false;
  const writing = extension.ask('record', { case: CASE, kind: 'note', body: { text: own } }).then(
    () => {
      told = true;
    },
    () => {}, // the worker died under it: its writer still sees the draft
  );
  const { steps, halted } = await still(worker);
  await extension.kill();
  await writing;
  const died = await cursor(desk);
  expect(died, 'the cursor once the worker had died').toBeGreaterThanOrEqual(before);

  const notes = async (): Promise<Shown[]> => (await extension.ask('case', { case: CASE })).state?.notes ?? [];
  const mine = async () => (await notes()).filter(({ text }) => text === own);
  const first = await mine();
  if (told) expect(first.length, 'of a note that was said to be stored').toBe(1);
  expect(first.length, 'the note shown by the next worker').toBeLessThanOrEqual(1);

  // Nobody asks for it: the worker that woke has to go on by itself.
  await expect
    .poll(
      async () => {
        const { store, sync } = await extension.ask('status');
        return [store.queued, sync.state, sync.error];
      },
      { intervals: [30, 60, 100] },
    )
    .toEqual([0, 'idle', '']);
  expect(await cursor(desk), 'the cursor after the next round').toBeGreaterThanOrEqual(died);
  if (first.length === 0) await extension.ask('sync.now'); // nothing was waiting
  const ours = (texts: string[]) => texts.filter((text) => text === own || text === other);
  const log = ours((await team.events()).map((event) => event.body.text));
  expect(log.sort(), 'the log').toEqual([own, other].slice(1 - first.length).sort());
  const shown = await notes();
  expect(ours(shown.map(({ text }) => text)).sort(), 'what is shown').toEqual(log);
  expect(shown.filter(({ pending }) => pending)).toEqual([]);
  return halted ? steps.at(-1) : undefined;
}

test('ended before any step of writing a note and syncing it, the worker loses and doubles nothing', async ({
  desk,
  joined,
}) => {
  const { STEP } = process.env;
  const names: string[] = [];
  for (let at = STEP ? Number(STEP) : 1; ; at++) {
    const name = await test.step(`STEP=${at}`, () => noteWith(desk, joined, at));
    if (name === undefined) break;
    names.push(name);
    expect(names.length, `a round that does not end: ${names.join(', ')}`).toBeLessThan(60);
    if (STEP) return;
  }
  const round = ['readwrite queue', 'POST /v1/events', 'answer of GET /v1/events', 'its text', 'readonly log queue'];
  expect(names, 'note, push, pull and fold').toEqual(expect.arrayContaining(round));
});
