import type { IDBPTransaction, StoreNames } from 'idb';
import { database, done, type Queued, RELAXED, type Schema, STRICT, writing } from './db';
import { type Cursor, NO_CURSOR } from './meta';
import { ofTeam } from './queue';
import { type Logged, stretchOf } from './stretch';

/** Stretches read at once to begin with: a page of the log each while it is read for the first time, an event later. */
const STRETCHES = 4;

/**
 * Events of the team's log after a seq that a stretch ends with (0: from the start), in order, limit of
 * them or somewhat more; with the last of them this device's own that the log lacks, oldest first, those
 * of before joining too. Both are read at one moment: an event that a page of the log takes out of the
 * queue would else be in neither.
 */
export async function restOf(
  seq: number,
  limit: number,
  team: string,
): Promise<{ events: Logged[]; own: Queued[] | undefined }> {
  const tx = (await database()).transaction(['log', 'queue']);
  const events: Logged[] = [];
  let upTo = seq;
  for (let many = STRETCHES; events.length < limit; many *= 2) {
    const stretches = await tx.objectStore('log').getAll(IDBKeyRange.lowerBound(upTo, true), many);
    for (const stretch of stretches) events.push(...stretch.events);
    upTo = stretches.at(-1)?.upTo ?? upTo;
    if (stretches.length < many) return { events, own: ofTeam(await tx.objectStore('queue').getAll(), team) };
  }
  return { events, own: undefined };
}

/** What an erase takes out of an event, by the names its body has for it. */
const TEXTS = ['text', 'append', 'buyer', 'result', 'why'];

function hasText({ body }: Logged): boolean {
  const fields = body as Record<string, unknown>;
  const sentence = fields.name === 'outcome' || fields.name === 'next_step';
  return TEXTS.some((name) => fields[name]) || (sentence && fields.value !== '');
}

/** Which of these cases the log still has texts of. */
export async function withTexts(cases: string[]): Promise<string[]> {
  const left = new Set<string>();
  if (cases.length === 0) return [];
  const { store } = (await database()).transaction('log');
  for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
    for (const event of cursor.value.events) if (cases.includes(event.case) && hasText(event)) left.add(event.case);
  }
  return [...left];
}

/**
 * Adds one page of the team's log, takes own events that it holds out of the queue, and moves the
 * cursor: all of it or nothing. `replaced` are events of this page or of earlier ones as they are now.
 * Gives false, and changes nothing, where the cursor has moved since it was read, because the device
 * left its team meanwhile.
 */
export function ingest(events: Logged[], replaced: Logged[], was: Cursor, now: Cursor): Promise<boolean> {
  return writing(async (db) => {
    const ids = new Set(events.map(({ id }) => id));
    const erased = new Set(events.filter(({ kind }) => kind === 'erased').map((event) => event.case));
    const leaves = (id: string, of: string) => ids.has(id) || erased.has(of);
    const [queued, set] = await Promise.all([db.getAll('queue'), db.getAll('refused')]);
    // A page that could be read again need not wait for the disk; one that takes the only copy out of the queue must.
    const only = erased.size > 0 || [...queued, ...set].some((entry) => leaves(entry.id, entry.case));
    const tx = db.transaction(['log', 'queue', 'refused', 'meta'], 'readwrite', only ? STRICT : RELAXED);
    const cursor = ((await tx.objectStore('meta').get('cursor')) as Cursor | undefined) ?? NO_CURSOR;
    if (cursor.team !== was.team || cursor.after !== was.after) {
      await tx.done;
      return false;
    }
    // What waits here is little beside a page, and asking for each event of a page takes longer than to store it.
    const [own, aside] = await Promise.all([tx.objectStore('queue').getAll(), tx.objectStore('refused').getAll()]);
    const requests: Promise<unknown>[] = [tx.objectStore('meta').put(now, 'cursor')];
    if (events.length > 0) requests.push(tx.objectStore('log').put(stretchOf(events)));
    for (const { id, n } of own) if (ids.has(id) && n !== undefined) requests.push(tx.objectStore('queue').delete(n));
    for (const entry of aside)
      if (leaves(entry.id, entry.case)) requests.push(tx.objectStore('refused').delete(entry.id));
    await done(tx, [...requests, replace(tx, replaced)]);
    return true;
  });
}

type Writing = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>;

/** Puts events in the place of those of the same seq. */
async function replace(tx: Writing, events: Logged[]): Promise<void> {
  const log = tx.objectStore('log');
  for (const event of events) {
    const stretch = await log.get(IDBKeyRange.lowerBound(event.seq));
    const at = stretch?.events.findIndex(({ seq }) => seq === event.seq) ?? -1;
    if (!stretch || at < 0) continue;
    stretch.events[at] = event;
    await log.put(stretch);
  }
}

/** Forgets the team's log but not the queue: what is in the log can be read again. */
export function forgetLog(cursor: Cursor): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction(['log', 'meta'], 'readwrite', STRICT);
    await done(tx, [tx.objectStore('log').clear(), tx.objectStore('meta').put(cursor, 'cursor')]);
  });
}

/** Forgets all the team shared with this device: log, packs, reviews seen. Own unsynced work and drafts stay. */
export function forgetCopy(): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction(['log', 'packs', 'seen', 'meta'], 'readwrite', STRICT);
    const meta = tx.objectStore('meta');
    const stores = (['log', 'packs', 'seen'] as const).map((name) => tx.objectStore(name).clear());
    await done(tx, [...stores, meta.delete('cursor'), meta.delete('people'), meta.delete('off')]);
  });
}

/** Leaves the team: its log, packs and token go; drafts and what was never synced stay. */
export function forgetTeam(): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction(['log', 'packs', 'meta'], 'readwrite', STRICT);
    const meta = tx.objectStore('meta');
    const keys = (['identity', 'cursor', 'sync', 'people', 'off', 'skew'] as const).map((key) => meta.delete(key));
    await done(tx, [tx.objectStore('log').clear(), tx.objectStore('packs').clear(), ...keys]);
  });
}

export async function counts(): Promise<{ events: number; queued: number; drafts: number }> {
  const db = await database();
  const [cursor, queued, refused] = await Promise.all([
    db.get('meta', 'cursor'),
    db.count('queue'),
    db.count('refused'),
  ]);
  return { events: (cursor as Cursor | undefined)?.events ?? 0, queued, drafts: refused };
}
