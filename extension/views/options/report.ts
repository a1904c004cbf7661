import type { Health, Status } from '../../protocol';

/**
 * How it runs, as text for whoever mends it. Only what is named here goes in: no names, no address
 * of the backend, no id of a member, no text of a review or note.
 */
export function healthReport(status: Status, pages: Health[]): string {
  const { version, engine, store, sync, packs, off, skew } = status;
  return JSON.stringify(
    {
      version,
      browser: navigator.userAgent,
      language: chrome.i18n.getUILanguage(),
      engine,
      store,
      sync: {
        state: sync.state,
        secure: sync.origin.startsWith('https:'),
        last: sync.last,
        next: sync.next,
        error: sync.error,
      },
      packs,
      off,
      skew,
      pages,
    },
    null,
    2,
  );
}
