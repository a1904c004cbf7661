import type { Event } from '../../engine';
import { database, done, type Queued, type Refused, STRICT, writing } from './db';

export interface Draft {
  key: string;
  text: string;
  at: string;
}

/** What only this device has: own events the log lacks, those refused, and what is being written. */
export interface Own {
  queue: Queued[];
  refused: Refused[];
  drafts: Draft[];
}

/** Reads it all at one moment. */
export async function readOwn(): Promise<Own> {
  const tx = (await database()).transaction(['queue', 'refused', 'drafts']);
  const [queue, refused, drafts] = await Promise.all([
    tx.objectStore('queue').getAll(),
    tx.objectStore('refused').getAll(),
    tx.objectStore('drafts').getAll(),
  ]);
  return { queue, refused, drafts };
}

/** Adds events and refused ones that are not there yet, and puts drafts: all of it or nothing. */
export function addOwn(events: Event[], refused: Refused[], drafts: Draft[], team: string): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction(['queue', 'refused', 'drafts'], 'readwrite', STRICT);
    const queue = tx.objectStore('queue');
    await done(tx, [
      ...events.map((event) => queue.add({ id: event.id, case: event.case, team, event, acked: false })),
      ...refused.map((entry) => tx.objectStore('refused').put(entry)),
      ...drafts.map((draft) => tx.objectStore('drafts').put(draft)),
    ]);
  });
}
