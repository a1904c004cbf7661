import type { Pack, Script } from '../../engine';
import { changeMeta, getMeta } from './meta';
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

/** Puts in their place what `next` makes of them, with no other writer in between. */
export async function changeOwn(next: (all: Own[]) => Own[]): Promise<void> {
  await changeMeta('own', (all = []) => next(all));
}

/** An agent's own scripts as the engine takes them. */
export interface OwnPack extends Pack {
  body: { items: Script[]; off: string[] };
}

/** All of them. */
export async function ownPack(): Promise<OwnPack> {
  return { kind: 'own', body: { items: (await ownScripts()).map(({ script }) => script), off: [] } };
}

/** Lets go of those the team has taken since they were proposed: they are everyone's now. */
export async function dropAdopted(): Promise<void> {
  const body = (await storedPacks()).find(({ kind }) => kind === 'scripts')?.body as {
    items?: { id?: unknown }[];
  } | null;
  const taken = new Set(body?.items?.map(({ id }) => id));
  const isTaken = ({ script, proposed }: Own): boolean => proposed !== '' && taken.has(script.id);
  if ((await ownScripts()).some(isTaken)) await changeOwn((all) => all.filter((own) => !isTaken(own)));
}
