import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Schema } from './db';
import type { Cursor } from './meta';
import { type Logged, stretchOf } from './stretch';

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** Events of a stretch, as many as a page of the log has at most. */
const STRETCH = 500;

/** Brings a database of an earlier version to the schema, step by step; 0 is none yet. */
export async function migrate(db: IDBPDatabase<Schema>, before: number, tx: Upgrade): Promise<void> {
  if (before === 0) return create(db);
  if (before < 2) tx.objectStore('seen').createIndex('ripe', 'ripe');
  if (before < 3) await gather(db, tx);
}

function create(db: IDBPDatabase<Schema>): void {
  createLog(db);
  const queue = db.createObjectStore('queue', { keyPath: 'n', autoIncrement: true });
  queue.createIndex('id', 'id', { unique: true });
  queue.createIndex('case', 'case');
  db.createObjectStore('refused', { keyPath: 'id' }).createIndex('case', 'case');
  db.createObjectStore('drafts', { keyPath: 'key' });
  db.createObjectStore('packs', { keyPath: 'kind' });
  db.createObjectStore('seen', { keyPath: 'case' }).createIndex('ripe', 'ripe');
  db.createObjectStore('meta');
}

function createLog(db: IDBPDatabase<Schema>) {
  const log = db.createObjectStore('log', { keyPath: 'upTo' });
  log.createIndex('ids', 'ids', { multiEntry: true });
  return log;
}

/** Puts events that were stored one by one into stretches. */
async function gather(db: IDBPDatabase<Schema>, tx: Upgrade): Promise<void> {
  const OLD = 'events' as 'log'; // of no schema any more
  tx.objectStore('log').name = OLD;
  const log = createLog(db);
  const old = tx.objectStore(OLD);
  let events = 0;
  for (let seq = 0; ; ) {
    const some = (await old.getAll(IDBKeyRange.lowerBound(seq, true), STRETCH)) as unknown as Logged[];
    const stretch = stretchOf(some);
    if (some.length > 0) await log.put(stretch);
    events += some.length;
    seq = stretch.upTo;
    if (some.length < STRETCH) break;
  }
  db.deleteObjectStore(OLD);
  const meta = tx.objectStore('meta');
  const cursor = (await meta.get('cursor')) as Cursor | undefined;
  if (cursor) await meta.put({ ...cursor, events }, 'cursor');
}
