import { changeMeta, getMeta } from './meta';

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
  await changeMeta('used', oneMore(script));
  if (changed === true) await changeMeta('edited', oneMore(script));
}

/** Of each script the larger count stays: a file holds what this device may have counted already. */
export async function mergeUses(file: Record<string, number>): Promise<void> {
  await changeMeta('used', (used = {}) => {
    const merged = { ...used };
    for (const [script, uses] of Object.entries(file)) {
      if (Number.isSafeInteger(uses) && uses > 0) merged[script] = Math.max(merged[script] ?? 0, uses);
    }
    return merged;
  });
}

function oneMore(script: string): (counts?: Record<string, number>) => Record<string, number> {
  return (counts = {}) => ({ ...counts, [script]: (counts[script] ?? 0) + 1 });
}
