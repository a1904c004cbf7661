import type { Name } from '../protocol';
import { ASKED_FOR } from './hosts';

export type Sender = chrome.runtime.MessageSender;

/**
 * What a content script may ask. The rest is for the extension's own pages: a console page that
 * took over its renderer must reach neither the team's list of cases nor the connection to it.
 */
const FOR_PAGES: ReadonlySet<Name> = new Set<Name>([
  'start',
  'rows',
  'see',
  'tick',
  'check',
  'scripts',
  'fill',
  'own.put',
  'record',
  'case',
  'draft.get',
  'draft.put',
  'settings',
  'status',
  'health',
  'panel.open',
]);

/** Origins that the manifest itself runs on. */
export const BUILT_IN: ReadonlySet<string> = new Set(
  (chrome.runtime.getManifest().content_scripts ?? []).flatMap(({ matches = [] }) =>
    matches.map((match) => match.replace(/^(https?:\/\/[^/]+)\/.*$/, '$1')),
  ),
);
const HOSTS = new Set([...BUILT_IN, ...ASKED_FOR]);
const OWN = new URL(chrome.runtime.getURL('')).origin;

/** Whether a message comes from one of our own pages: panel, options, popup. */
export function isView(sender: Sender): boolean {
  return sender.id === chrome.runtime.id && originOf(sender) === OWN;
}

/** Whether a message comes from our content script on a console's page. */
export function isPage(sender: Sender): boolean {
  return sender.id === chrome.runtime.id && sender.tab !== undefined && HOSTS.has(originOf(sender));
}

export function mayAsk(sender: Sender, name: Name): boolean {
  return isView(sender) || (isPage(sender) && FOR_PAGES.has(name));
}

function originOf(sender: Sender): string {
  return sender.origin ?? (sender.url ? new URL(sender.url).origin : '');
}
