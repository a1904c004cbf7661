import { getMeta, type Identity, putMeta } from './store/meta';
import { Refusal, request } from './sync/http';
import { newest } from './sync/shape';

/** This version, as its manifest has it. */
export const VERSION = chrome.runtime.getManifest().version;

/** Notices, once, that another version ran here before. Gives whether it did. */
export async function noteVersion(): Promise<boolean> {
  const before = await getMeta('version');
  if (before === VERSION) return false;
  await putMeta('version', VERSION);
  await putMeta('newest', undefined); // what is newer than the old one may be this one
  if (before !== undefined) await putMeta('updated', before);
  return before !== undefined;
}

/** Asks the team's backend whether a newer version is out. Gives whether that is news. */
export async function askForNewer(me: Identity, signal: AbortSignal): Promise<boolean> {
  const path = `/v1/changes?since=${VERSION}`;
  const answer = await request({ origin: me.origin, path, token: me.token, signal }).catch((fault: unknown) => {
    if (fault instanceof Refusal && fault.status === 404) return undefined; // an older backend knows of none
    throw fault;
  });
  if (!answer) return false;
  const found = newest(answer.body);
  const known = await getMeta('newest');
  if (found.changes.length === 0 || known?.version === found.version) return false;
  await putMeta('newest', { ...found, ready: false, hidden: false });
  return true;
}

/** The browser has fetched a newer version by itself. */
export async function newerIsReady(version: string): Promise<void> {
  const known = await getMeta('newest');
  const changes = known?.version === version ? known.changes : [];
  await putMeta('newest', { version, changes, ready: true, hidden: false });
}
