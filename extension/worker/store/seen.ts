import { database, done, type SeenReview, writing } from './db';

/** A page of the log tells of hundreds of cases, of which few were ever on this device's screen. */
const MANY = 50;

/** What this device knows of these cases' reviews. */
export async function seenReviews(cases: string[]): Promise<Map<string, SeenReview>> {
  const tx = (await database()).transaction('seen');
  const known = cases.length > MANY ? new Set(await tx.store.getAllKeys()) : undefined;
  const found = await Promise.all(cases.filter((id) => known?.has(id) ?? true).map((id) => tx.store.get(id)));
  return new Map(found.flatMap((review) => (review ? [[review.case, review] as const] : [])));
}

/** Those that need somebody from a moment up to `at` on (RFC 3339, same offset as those stored). */
export async function ripeReviews(at: string): Promise<SeenReview[]> {
  return (await database()).getAllFromIndex('seen', 'ripe', IDBKeyRange.upperBound(at));
}

export function putSeen(reviews: SeenReview[]): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction('seen', 'readwrite');
    await done(
      tx,
      reviews.map((review) => tx.store.put(review)),
    );
  });
}

/** Forgets reviews last seen before a time (RFC 3339, same offset as those stored). */
export function pruneSeen(before: string): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction('seen', 'readwrite');
    const requests: Promise<void>[] = [];
    for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue()) {
      if (cursor.value.at < before) requests.push(cursor.delete());
    }
    await done(tx, requests);
  });
}
