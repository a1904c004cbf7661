import type { Health } from '../protocol';
import type { Sender } from './senders';

const PREFIX = 'health:';

// Reports live as long as the browser session: a closed tab's is of no use to anyone.

/** Keeps what a page reports of itself. */
export async function report(health: Health, sender: Sender): Promise<void> {
  await chrome.storage.session.set({ [`${PREFIX}${sender.tab?.id ?? 0}:${sender.frameId ?? 0}`]: health });
}

/** The latest report of every open page. */
export async function reports(): Promise<Health[]> {
  const all = await chrome.storage.session.get(null);
  return Object.keys(all)
    .filter((key) => key.startsWith(PREFIX))
    .sort()
    .map((key) => all[key] as Health);
}

/** Forgets a closed tab. */
export async function forget(tab: number): Promise<void> {
  const all = await chrome.storage.session.get(null);
  await chrome.storage.session.remove(Object.keys(all).filter((key) => key.startsWith(`${PREFIX}${tab}:`)));
}
