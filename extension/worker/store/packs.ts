import type { Pack } from '../../engine';
import { database, type StoredPack, writing } from './db';

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

export function putPack(pack: StoredPack): Promise<unknown> {
  return writing((db) => db.put('packs', pack));
}
