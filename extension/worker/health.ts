import type { Health } from '../protocol';
import type { Sender } from './senders';

const PREFIX = 'health:';

// Reports live as long as the browser session: a closed tab's is of no use to anyone.

interface Report {
  tab: number;
  frame: number;
  health: Health;
}

/** Keeps what a page reports of itself. */
export async function report(health: Health, { tab, frameId = 0 }: Sender): Promise<void> {
  const said: Report = { tab: tab?.id ?? 0, frame: frameId, health };
  await chrome.storage.session.set({ [`${PREFIX}${said.tab}:${frameId}`]: said });
}

/** The latest report of every open page, that of the newest tab last. */
export async function reports(): Promise<Health[]> {
  const [all, tabs] = await Promise.all([
    chrome.storage.session.get<Record<string, Report>>(null),
    chrome.tabs.query({}),
  ]);
  // A page's last word can come after its tab's end.
  const open = new Set(tabs.map(({ id }) => id));
  return Object.keys(all)
    .filter((key) => key.startsWith(PREFIX))
    .flatMap((key) => all[key] ?? [])
    .filter(({ tab }) => open.has(tab))
    .sort((a, b) => a.tab - b.tab || a.frame - b.frame)
    .map(({ health }) => health);
}

/** Forgets a closed tab. */
export async function forget(tab: number): Promise<void> {
  const all = await chrome.storage.session.get(null);
  await chrome.storage.session.remove(Object.keys(all).filter((key) => key.startsWith(`${PREFIX}${tab}:`)));
}
