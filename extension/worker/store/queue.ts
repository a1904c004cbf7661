import type { Event } from '../../engine';
import { database, done, type Queued, type Refused, STRICT, writing } from './db';

/** Stores events for good, in order, before anyone is told that they are. */
export function enqueue(events: Event[], team: string): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction('queue', 'readwrite', STRICT);
    const added = events.map((event) => tx.store.add({ id: event.id, case: event.case, team, event, acked: false }));
    await done(tx, added);
  });
}

/** Own events the team's log lacks, oldest first; those of before joining are the team's too. */
export async function queued(team: string): Promise<Queued[]> {
  return ofTeam(await (await database()).getAll('queue'), team);
}

/** Those of a queue that a team gets: another team's wait for it. */
export function ofTeam(all: Queued[], team: string): Queued[] {
  return all.filter((q) => q.team === '' || q.team === team);
}

/** The event stored under an id, in the queue or the log already. */
export async function stored(id: string): Promise<Event | undefined> {
  const db = await database();
  const queued = await db.getFromIndex('queue', 'id', id);
  if (queued) return queued.event;
  return (await db.getFromIndex('log', 'ids', id))?.events.find((event) => event.id === id);
}

export async function refusedOf(id: string): Promise<Refused[]> {
  return (await database()).getAllFromIndex('refused', 'case', id);
}

export interface Verdict {
  acked: Set<string>;
  refused: Map<string, string>;
}

/** Writes down what the backend said of a batch: refused ones leave the queue and are kept aside. */
export function settle(verdict: Verdict, team: string, at: string): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction(['queue', 'refused'], 'readwrite', STRICT);
    const queue = tx.objectStore('queue');
    const requests: (Promise<unknown> | undefined)[] = [];
    for (let cursor = await queue.openCursor(); cursor; cursor = await cursor.continue()) {
      const entry = cursor.value;
      const error = verdict.refused.get(entry.id);
      if (error !== undefined) {
        const { id, event } = entry;
        requests.push(tx.objectStore('refused').put({ id, case: entry.case, team, event, error, at }), cursor.delete());
      } else if (verdict.acked.has(entry.id) || (entry.team === '' && team !== '' && !entry.acked)) {
        requests.push(cursor.update({ ...entry, team, acked: verdict.acked.has(entry.id) }));
      }
    }
    await done(tx, requests);
  });
}

/** Forgets that the backend has them, so that they are pushed once more: it may have lost them. */
export function unack(team: string): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction('queue', 'readwrite');
    const requests: Promise<unknown>[] = [];
    for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue()) {
      const entry = cursor.value;
      if (entry.acked && entry.team === team) requests.push(cursor.update({ ...entry, acked: false }));
    }
    await done(tx, requests);
  });
}

/** Takes a refused event out of the drafts; gives it back so that its text can be written anew. */
export function dropRefused(id: string): Promise<Refused | undefined> {
  return writing(async (db) => {
    const tx = db.transaction('refused', 'readwrite', STRICT);
    const entry = await tx.store.get(id);
    await done(tx, [tx.store.delete(id)]);
    return entry;
  });
}
