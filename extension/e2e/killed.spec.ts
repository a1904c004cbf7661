// The worker ended at every await of a sync round: whatever the step it dies before, the next worker
// goes on alone, nothing is lost or doubled, and meanwhile the note says the truth about itself.
//
//	STEP=17 npx playwright test -c e2e killed.spec.ts    # that step alone
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { type Native, nativeServer } from './harness/backend.mjs';
import type { Desk } from './harness/desk';
import { expect, test } from './harness/fixtures';
import { endedBefore, running } from './harness/halting';
import { type Team, ulid } from './harness/team.mjs';

const CASE = 'taobao:1:2';

/**
 * Does something, for the n-th time, with the worker ended before its first step, its second, and so on until there is
 * none. The worker tries by itself as well, so a step's number is not the same step each time: of those called `certain`
 * any that was missed is ended at by its name.
 */
async function atEveryStep(
  one: (at: number | string, n: number) => Promise<string | undefined>,
  certain: string[],
): Promise<void> {
  const { STEP } = process.env;
  const names: string[] = [];
  for (let at = STEP ? Number(STEP) : 1; ; at++) {
    const name = await test.step(`STEP=${at}`, () => one(at, at));
    if (name !== undefined) names.push(name);
    if (name === undefined || STEP) break;
    expect(names.length, `a round that does not end: ${names.join(', ')}`).toBeLessThan(90);
  }
  for (const missed of STEP ? [] : certain.filter((name) => !names.includes(name))) {
    const name = await test.step(missed, () => one(missed, names.length + 2));
    expect(name, 'a step that comes in every round').toBe(missed);
    names.push(missed);
  }
}

async function cursor(desk: Desk): Promise<number> {
  const all = JSON.parse(await desk.extension.stored('meta'));
  return all.find((value: { after?: number; epoch?: string }) => value?.epoch !== undefined)?.after ?? 0;
}

interface Shown {
  text: string;
  pending?: boolean;
}

const notesOf = async ({ extension }: Desk, id: string): Promise<Shown[]> =>
  (await extension.ask('case', { case: id })).state?.notes ?? [];

const noteOf = (id: string, text: string) => ({
  id: ulid(),
  case: id,
  kind: 'note',
  at: new Date().toISOString(),
  body: { text },
});

async function idle({ extension }: Desk): Promise<void> {
  await expect
    .poll(
      async () => {
        const { store, sync } = await extension.ask('status');
        return [store.queued, sync.state, sync.error];
      },
      { intervals: [30, 60, 100] },
    )
    .toEqual([0, 'idle', '']);
}

/** Writes a note with the worker ended before its step `at`. Gives the step's name, undefined where a whole round has fewer. */
async function noteWith(desk: Desk, team: Team, at: number | string, n: number): Promise<string | undefined> {
  const { extension } = desk;
  const [own, other] = [`第${n}步`, `同事第${n}步`];
  const worker = await running(desk);
  await team.call('POST', '/v1/events', { events: [noteOf(CASE, other)] });
  const before = await cursor(desk);
  const { name, told } = await endedBefore(desk, worker, at, () =>
    extension.ask('record', { case: CASE, kind: 'note', body: { text: own } }),
  );
  const died = await cursor(desk);
  expect(died, 'the cursor once the worker had died').toBeGreaterThanOrEqual(before);

  const first = (await notesOf(desk, CASE)).filter(({ text }) => text === own);
  if (told) expect(first.length, 'of a note that was said to be stored').toBe(1);
  expect(first.length, 'the note shown by the next worker').toBeLessThanOrEqual(1);

  await idle(desk); // nobody asks for it: the worker that woke has to go on by itself
  expect(await cursor(desk), 'the cursor after the next round').toBeGreaterThanOrEqual(died);
  if (first.length === 0) await extension.ask('sync.now'); // nothing was waiting
  const ours = (texts: string[]) => texts.filter((text) => text === own || text === other);
  const log = ours((await team.events()).map((event) => event.body.text));
  expect(log.sort(), 'the log').toEqual([own, other].slice(1 - first.length).sort());
  const shown = await notesOf(desk, CASE);
  expect(ours(shown.map(({ text }) => text)).sort(), 'what is shown').toEqual(log);
  expect(shown.filter(({ pending }) => pending)).toEqual([]);
  return name;
}

test('ended before any step of writing a note and syncing it, the worker loses and doubles nothing', async ({
  desk,
  joined,
}) => {
  const round = ['readwrite queue', 'POST /v1/events', 'answer of GET /v1/events', 'its text', 'readonly log queue'];
  await atEveryStep((at, n) => noteWith(desk, joined, at, n), round); // note, push, pull and fold
});

test('ended before any step of hearing of an erase and of a pack, the worker obeys both all the same', async ({
  desk,
  joined,
}) => {
  const { extension } = desk;
  let version: number | undefined;
  const round = ['answer of GET /v1/events', 'GET /v1/packs/switches', 'answer of GET /v1/packs/switches'];
  await atEveryStep(async (at, n) => {
    const [id, secret, reason] = [`taobao:2:${n}`, `秘密${n}`, `第${n}回停用`];
    await joined.call('POST', '/v1/events', { events: [noteOf(id, secret)] });
    const worker = await running(desk);
    expect(await notesOf(desk, id)).toMatchObject([{ text: secret }]);
    await joined.call('POST', '/v1/erase', { case: id });
    const items = [{ feature: 'badges', version: '', reason }];
    ({ version } = await joined.call('PUT', '/v1/packs/switches', { items, off: [] }, version));

    const { name } = await endedBefore(desk, worker, at, () => extension.ask('sync.now'));
    // Whatever was read of it by then, an erased text is either shown whole or gone from the disk as well.
    const known = (await notesOf(desk, id)).some(({ text }) => text === secret);
    expect((await extension.stored('log')).includes(secret), 'the text on disk').toBe(known);
    await extension.ask('sync.now');
    await idle(desk);
    expect((await notesOf(desk, id)).map(({ text }) => text)).not.toContain(secret);
    expect(await extension.stored('log')).not.toContain(secret);
    expect((await extension.ask('status')).off).toEqual([{ feature: 'badges', by: 'team', reason }]);
    return name;
  }, round);
});

test('ended before any step of reading a restored log anew, the worker forgets what that has not and sends what waits', async ({
  desk,
  joined,
  server,
}) => {
  const { extension } = desk;
  const { db } = server as Native;
  const care = (...args: string[]) => execFileSync(nativeServer(), args, { stdio: 'ignore' });
  const kept: string[] = [];
  const texts = async () => (await notesOf(desk, CASE)).map(({ text }) => text).sort();
  const round = ['readwrite log meta', 'readwrite log queue refused meta']; // forgets the log, and takes in what there is now
  await atEveryStep(async (at, n) => {
    const [lost, waits, copy] = [`恢复后没有的${n}`, `还没传的${n}`, `${db}.${n}`];
    care('backup', '-db', db, '-to', copy);
    await joined.call('POST', '/v1/events', { events: [noteOf(CASE, lost)] });
    const worker = await running(desk);
    expect(await texts()).toEqual([...kept, lost].sort());
    await server.stop();
    await extension.ask('record', { case: CASE, kind: 'note', body: { text: waits } });
    await expect.poll(async () => (await extension.ask('status')).sync.state).toBe('waiting');
    for (const part of ['', '-wal', '-shm']) rmSync(db + part, { force: true });
    care('restore', '-from', copy, '-db', db);

    const { name } = await endedBefore(desk, worker, at, async () => {
      await server.start(); // the worker may try by itself as soon as it is there
      await extension.ask('sync.now');
    });
    expect(await texts(), 'what is shown once it had died').toContain(waits);
    await extension.ask('sync.now');
    await idle(desk);
    kept.push(waits);
    const log = (await joined.events()).map((event) => event.body.text);
    expect(log.sort(), 'the log').toEqual([...kept].sort());
    expect(await texts(), 'what is shown').toEqual(log);
    return name?.startsWith('GET /v1/packs') ? undefined : name; // from there on it is a round like any other
  }, round);
});
