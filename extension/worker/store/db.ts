import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Event } from '../../engine';
import { t } from '../../text';
import type { Meta } from './meta';
import { migrate } from './migrate';
import type { Stretch } from './stretch';

/** This device's own event that the log does not hold yet. */
export interface Queued {
  /** Order of writing: an edit follows what it edits. */
  n?: number;
  id: string;
  case: string;
  /** The team it was written for, '' before joining: another team never gets it. */
  team: string;
  event: Event;
  /** The backend has it; it stays here until the cursor has passed it. */
  acked: boolean;
}

/** An event the backend will never take. Kept and shown until its writer decides. */
export interface Refused {
  id: string;
  case: string;
  team: string;
  event: Event;
  error: string;
  at: string;
}

export interface StoredPack {
  kind: string;
  version: number;
  etag: string;
  /** The last one the engine took. */
  body: unknown;
  /** Why a newer one was not taken, '' if there is none. */
  error: string;
}

/** A review as this device last saw it. */
export interface SeenReview {
  case: string;
  body: string;
  /** What this device last wrote of it, '' if nothing. */
  written: string;
  at: string;
  /** RFC 3339: an order that needs nobody yet will from then on; absent where nothing of the kind is known. */
  ripe?: string;
}

export interface Schema extends DBSchema {
  log: { key: number; value: Stretch; indexes: { ids: string } };
  queue: { key: number; value: Queued; indexes: { id: string; case: string } };
  refused: { key: string; value: Refused; indexes: { case: string } };
  drafts: { key: string; value: { key: string; text: string; at: string } };
  packs: { key: string; value: StoredPack };
  seen: { key: string; value: SeenReview; indexes: { ripe: string } };
  meta: { key: keyof Meta; value: Meta[keyof Meta] };
}

export type Database = IDBPDatabase<Schema>;

/** Of the schema above; migrate() takes the versions before it over. */
const VERSION = 3;

let opened: Promise<Database> | undefined;

/** The extension's own database; content scripts cannot reach it. */
export function database(): Promise<Database> {
  opened ??= openDB<Schema>('pingban', VERSION, {
    upgrade(db, before, _, tx) {
      migrate(db, before, tx).catch((fault) => {
        console.error('store', fault);
        // Opening fails with the transaction, and the version before stays as it was. A failed request has ended it already.
        if (!(fault instanceof DOMException)) tx.abort();
      });
    },
    blocking(_current, _blocked, event) {
      // A newer version of the extension wants to change the schema.
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  }).catch((cause) => {
    opened = undefined;
    throw storeFault(cause);
  });
  return opened;
}

/** The last fault of the store, '' if the last write went through. */
export let storeError = '';

/** What an agent wrote must survive a crash of the browser, so its transaction waits for the disk. */
export const STRICT: IDBTransactionOptions = { durability: 'strict' };
/** What can be had again may be lost with the computer's power. */
export const RELAXED: IDBTransactionOptions = { durability: 'relaxed' };

/** Waits for a transaction and each of its requests, so that no failure goes unheard. */
export async function done(tx: { done: Promise<void> }, requests: (Promise<unknown> | undefined)[]): Promise<void> {
  await Promise.all([...requests, tx.done]);
}

/** Runs a write and turns the browser's error into one that says what to do. */
export async function writing<T>(write: (db: Database) => Promise<T>): Promise<T> {
  try {
    const done = await write(await database());
    storeError = '';
    return done;
  } catch (cause) {
    const fault = storeFault(cause);
    storeError = fault.message;
    throw fault;
  }
}

function storeFault(cause: unknown): Error {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'QuotaExceededError') return new Error(t('error_storage_full'), { cause });
  if (cause instanceof DOMException) return new Error(t('error_storage', name), { cause });
  return cause instanceof Error ? cause : new Error(String(cause));
}
