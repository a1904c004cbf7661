import { getMeta, putMeta } from './meta';

/** How often the agent put a script in, and how often its words were changed before they went out. */
export interface Uses {
  used: Record<string, number>;
  edited: Record<string, number>;
}

export async function uses(): Promise<Uses> {
  const [used = {}, edited = {}] = await Promise.all([getMeta('used'), getMeta('edited')]);
  return { used, edited };
}

export async function countUse(script: unknown, changed: unknown): Promise<void> {
  if (typeof script !== 'string') return;
  const { used, edited } = await uses();
  await putMeta('used', { ...used, [script]: (used[script] ?? 0) + 1 });
  if (changed === true) await putMeta('edited', { ...edited, [script]: (edited[script] ?? 0) + 1 });
}
