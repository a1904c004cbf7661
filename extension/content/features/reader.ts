// Reads the console's own answers through the reader in the page's world; off, the texts on screen
// are all there is.
import type { Page, PageFeature } from '../page';

function init(page: Page, signal: AbortSignal): void {
  page.sight.answers.enabled = true;
  signal.addEventListener('abort', () => {
    if (page.signal.aborted) return;
    page.sight.answers.enabled = false;
    page.sight.again();
  });
}

export default { id: 'reader', init } satisfies PageFeature;
