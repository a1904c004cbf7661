import type { Pack } from '../../engine';
import { database, type StoredPack, writing } from './db';

export async function storedPacks(): Promise<StoredPack[]> {
  return (await database()).getAll('packs');
}

/** The team's packs as the engine last took them. */
export async function goodPacks(): Promise<Pack[]> {
  return (await storedPacks()).flatMap(({ kind, body }) => (body === null ? [] : [{ kind, body }]));
}

export function putPack(pack: StoredPack): Promise<unknown> {
  return writing((db) => db.put('packs', pack));
}
