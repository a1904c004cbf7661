import type { Site } from '../engine';
import type { PageSwitch } from '../protocol';
import { BUILT_IN } from './senders';
import { settings } from './settings';

// Pages on hosts the manifest does not name run content scripts that are registered here, once the
// user has switched them on and let the browser grant the host.

/** Sites as the user switched them. */
export async function switched(sites: Site[]): Promise<Site[]> {
  const { sites: own } = await settings();
  return sites.map((site) => ({ ...site, enabled: own[site.id] ?? site.enabled }));
}

/** Hosts of a site that have to be asked for, as match patterns as narrow as its path is plain text. */
function patterns(site: Site): string[] {
  const path = /^\^(\/[\w/-]*)/.exec(site.path)?.[1] ?? '/';
  return site.hosts
    .map((host) => `https://${host}`)
    .flatMap((origin) => (BUILT_IN.has(origin) ? [] : [`${origin}${path}*`]));
}

/** What the options show of every page. */
export async function switchesOf(sites: Site[]): Promise<PageSwitch[]> {
  const all: PageSwitch[] = [];
  for (const { id, title, kind, evidence, enabled, ...site } of await switched(sites)) {
    const matches = patterns({ id, title, kind, evidence, enabled, ...site });
    const origins = matches.map((match) => match.replace(/^(https:\/\/[^/]+\/).*$/, '$1*'));
    const granted = origins.length === 0 || (await chrome.permissions.contains({ origins }));
    all.push({ id, title, kind, evidence, on: enabled && granted, origins: granted ? [] : origins });
  }
  return all;
}

type Script = chrome.scripting.RegisteredContentScript;

async function wanted(sites: Site[]): Promise<Script[]> {
  const scripts: Script[] = [];
  for (const site of await switched(sites)) {
    const matches = patterns(site);
    if (!site.enabled || !matches.length || !(await chrome.permissions.contains({ origins: matches }))) continue;
    // Consoles hold their pages in frames of other hosts.
    const where = { matches, allFrames: true };
    scripts.push(
      { ...where, id: `first:${site.id}`, js: ['content-first.js'], runAt: 'document_end' },
      { ...where, id: `content:${site.id}`, js: ['content.js'], runAt: 'document_idle' },
    );
    if (site.api.length) {
      scripts.push({ ...where, id: `page:${site.id}`, js: ['page.js'], runAt: 'document_start', world: 'MAIN' });
    }
  }
  return scripts;
}

let turn: Promise<void> = Promise.resolve();

/** Brings the registered scripts in line with what is switched on and granted, one call after another. */
export function registerPages(sites: Site[]): Promise<void> {
  turn = turn.then(async () => {
    const scripts = await wanted(sites);
    const had = await chrome.scripting.getRegisteredContentScripts();
    const alike = (a: Script, b: Script) =>
      a.id === b.id && String(a.matches) === String(b.matches) && a.allFrames === b.allFrames;
    const same = (a: Script) => had.some((b) => alike(a, b));
    const stale = had.filter((b) => !scripts.some((a) => alike(a, b)));
    if (stale.length) await chrome.scripting.unregisterContentScripts({ ids: stale.map(({ id }) => id) });
    const fresh = scripts.filter((a) => !same(a));
    if (fresh.length) await chrome.scripting.registerContentScripts(fresh);
  });
  return turn;
}
