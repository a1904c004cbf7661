import type { Colleague, Newest, Off, Settings } from '../../protocol';
import { database, done, STRICT, writing } from './db';
import type { Own } from './own';

/** Who this device is in its team. Never leaves the worker: views and pages get no token. */
export interface Identity {
  origin: string;
  team: string;
  member: string;
  name: string;
  role: '' | 'agent' | 'lead';
  token: string;
}

/** How far the team's log has been read. */
export interface Cursor {
  team: string;
  after: number;
  epoch: string;
  /** How many events were read until there. */
  events: number;
}

export interface SyncNote {
  /** Faults in a row. */
  failures: number;
  /** Milliseconds: no automatic try before. */
  next: number;
  last: string;
  error: string;
  revoked: boolean;
  /** Milliseconds: when packs were last asked for. */
  packs: number;
}

export interface Meta {
  identity: Identity;
  cursor: Cursor;
  sync: SyncNote;
  settings: Settings;
  /** Everyone of the team, those who left included. */
  people: Colleague[];
  /** What the team turned off. */
  off: Off[];
  skew: number;
  /** RFC 3339: what fell due until then was told. */
  reminded: string;
  /** The version that last ran here. */
  version: string;
  /** The version before the last update, until the user has read what is new. */
  updated: string;
  /** A newer version that is out, and whether the user has put the word away. */
  newest: Newest & { hidden: boolean };
  /** The first page was shown. */
  welcomed: boolean;
  /** Script id → own uses. */
  used: Record<string, number>;
  /** Script id → own uses whose words were changed before they went out. */
  edited: Record<string, number>;
  own: Own[];
}

export const NO_SYNC: SyncNote = { failures: 0, next: 0, last: '', error: '', revoked: false, packs: 0 };
/** Where reading a team's log begins. */
export const startOf = (team: string): Cursor => ({ team, after: 0, epoch: '', events: 0 });
export const NO_CURSOR = startOf('');

export async function getMeta<K extends keyof Meta>(key: K): Promise<Meta[K] | undefined> {
  return (await (await database()).get('meta', key)) as Meta[K] | undefined;
}

/**
 * Puts in a value's place what `next` makes of it, with no other writer in between: requests come in
 * side by side, and of two that read first and wrote later one would be lost. Gives the new value.
 * @param next gives undefined to leave the value as it is; does not throw
 */
export function changeMeta<K extends keyof Meta, V extends Meta[K] | undefined>(
  key: K,
  next: (was: Meta[K] | undefined) => V,
): Promise<V> {
  return writing(async (db) => {
    const tx = db.transaction('meta', 'readwrite', STRICT);
    const value = next((await tx.store.get(key)) as Meta[K] | undefined);
    await done(tx, [value === undefined ? undefined : tx.store.put(value, key)]);
    return value;
  });
}

/** Keeps a value for good; undefined takes it away. */
export function putMeta<K extends keyof Meta>(key: K, value: Meta[K] | undefined): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction('meta', 'readwrite', STRICT);
    await done(tx, [value === undefined ? tx.store.delete(key) : tx.store.put(value, key)]);
  });
}
