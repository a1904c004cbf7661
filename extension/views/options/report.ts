import type { Health, Status } from '../../protocol';
import { harmless, harmlessKeys } from './harmless';

/**
 * How it runs, as text for whoever mends it. Only what is named here goes in: no names, no address
 * of the backend, no id of a member, no text of a review or note. Faults are told in words that others
 * chose (a page, a backend, a pack), so they go in only as far as they are harmless.
 */
export function healthReport(status: Status, pages: Health[]): string {
  const { version, engine, store, sync, packs, off, skew } = status;
  return JSON.stringify(
    {
      version,
      browser: navigator.userAgent,
      language: chrome.i18n.getUILanguage(),
      engine: { ...engine, error: harmless(engine.error) },
      store: { ...store, error: harmless(store.error) },
      sync: {
        state: sync.state,
        secure: sync.origin.startsWith('https:'),
        last: sync.last,
        next: sync.next,
        error: harmless(sync.error),
      },
      packs: packs.map((pack) => ({ ...pack, error: harmless(pack.error) })),
      off: off.map(({ feature, by }) => ({ feature, by })),
      skew,
      pages: pages.map((page) => ({
        ...page,
        strategies: harmlessKeys(page.strategies),
        refused: harmlessKeys(page.refused),
        ignored: harmlessKeys(page.ignored),
      })),
    },
    null,
    2,
  );
}
