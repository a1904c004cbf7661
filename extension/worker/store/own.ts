import type { Pack, Script } from '../../engine';
import { getMeta, putMeta } from './meta';
import { storedPacks } from './packs';

/** A script an agent wrote for themselves. It stays on this device. */
export interface Own {
  script: Script;
  /** RFC 3339: when it was proposed to the team, '' if it was not. */
  proposed: string;
}

export async function ownScripts(): Promise<Own[]> {
  return (await getMeta('own')) ?? [];
}

export function putOwn(all: Own[]): Promise<void> {
  return putMeta('own', all);
}

/** All of them as the engine takes them. */
export async function ownPack(): Promise<Pack> {
  return { kind: 'own', body: { items: (await ownScripts()).map(({ script }) => script), off: [] } };
}

/** Lets go of those the team has taken since they were proposed: they are everyone's now. */
export async function dropAdopted(): Promise<void> {
  const all = await ownScripts();
  const body = (await storedPacks()).find(({ kind }) => kind === 'scripts')?.body as {
    items?: { id?: unknown }[];
  } | null;
  const taken = new Set(body?.items?.map(({ id }) => id));
  const left = all.filter(({ script, proposed }) => !(proposed && taken.has(script.id)));
  if (left.length < all.length) await putOwn(left);
}
