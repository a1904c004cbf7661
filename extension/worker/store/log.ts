import type { Event } from '../../engine';
import { database, done, type Queued, STRICT, writing } from './db';
import { type Cursor, NO_CURSOR } from './meta';
import { ofTeam } from './queue';

export type Logged = Event & { seq: number };

/**
 * Up to limit events of the team's log after a seq, in order; with the last of them this device's own
 * that the log lacks, oldest first, those of before joining too. Both are read at one moment: an event
 * that a page of the log takes out of the queue would else be in neither.
 */
export async function restOf(
  seq: number,
  limit: number,
  team: string,
): Promise<{ events: Logged[]; own: Queued[] | undefined }> {
  const tx = (await database()).transaction(['log', 'queue']);
  const events = await tx.objectStore('log').getAll(IDBKeyRange.lowerBound(seq, true), limit);
  if (events.length === limit) return { events, own: undefined };
  return { events, own: ofTeam(await tx.objectStore('queue').getAll(), team) };
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
    if (cases.includes(cursor.value.case) && hasText(cursor.value)) left.add(cursor.value.case);
  }
  return [...left];
}

/**
 * Adds one page of the team's log, takes own events that it holds out of the queue, and moves the
 * cursor: all of it or nothing. Gives false, and changes nothing, where the cursor has moved since
 * it was read, because the device left its team meanwhile.
 */
export function ingest(events: Logged[], was: Cursor, now: Cursor): Promise<boolean> {
  return writing(async (db) => {
    const tx = db.transaction(['log', 'queue', 'refused', 'meta'], 'readwrite', STRICT);
    const cursor = ((await tx.objectStore('meta').get('cursor')) as Cursor | undefined) ?? NO_CURSOR;
    if (cursor.team !== was.team || cursor.after !== was.after) {
      await tx.done;
      return false;
    }
    // What waits here is little beside a page, and asking for each event of a page takes longer than to store it.
    const [own, aside] = await Promise.all([tx.objectStore('queue').getAll(), tx.objectStore('refused').getAll()]);
    const ids = new Set(events.map(({ id }) => id));
    const erased = new Set(events.filter(({ kind }) => kind === 'erased').map((event) => event.case));
    const requests: Promise<unknown>[] = [tx.objectStore('meta').put(now, 'cursor')];
    for (const event of events) requests.push(tx.objectStore('log').put(event));
    for (const { id, n } of own) if (ids.has(id) && n !== undefined) requests.push(tx.objectStore('queue').delete(n));
    for (const entry of aside)
      if (ids.has(entry.id) || erased.has(entry.case)) requests.push(tx.objectStore('refused').delete(entry.id));
    await done(tx, requests);
    return true;
  });
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
  const [events, queued, refused] = await Promise.all([db.count('log'), db.count('queue'), db.count('refused')]);
  return { events, queued, drafts: refused };
}
