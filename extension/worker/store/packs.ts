import type { Pack } from '../../engine';
import type { Off } from '../../protocol';
import { database, done, STRICT, type StoredPack, writing } from './db';

export async function storedPacks(): Promise<StoredPack[]> {
  return (await database()).getAll('packs');
}

/** The team's packs as the engine last took them, without those that change nothing. */
export async function goodPacks(): Promise<Pack[]> {
  return (await storedPacks()).flatMap(({ kind, body }) => (isEmpty(body) ? [] : [{ kind, body }]));
}

/** Whether a pack's body neither adds nor turns off anything: so is that of a team without one. */
export function isEmpty(body: unknown): boolean {
  if (body === null || body === undefined) return true;
  const { items, off } = body as { items?: unknown; off?: unknown };
  return [items, off].every((list) => Array.isArray(list) && list.length === 0);
}

/**
 * Keeps packs, and with them what the team turned off by them: of one without the other a worker that dies in between
 * would never hear again, as a pack that is there is not fetched.
 * @param off absent where the packs change nothing of it
 */
export function putPacks(packs: StoredPack[], off?: Off[]): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction(['packs', 'meta'], 'readwrite', STRICT);
    const kept = packs.map((pack) => tx.objectStore('packs').put(pack));
    await done(tx, [...kept, off && tx.objectStore('meta').put(off, 'off')]);
  });
}
