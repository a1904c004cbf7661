// A known page that shows rows of which none is recognised: said once, quietly, for it mostly means
// that the console was redesigned.
import type { Page, PageFeature } from '../page';
import { visible } from '../sight/text';
import { NO_ROWS } from '../words';

/** How long a page has to be read before it counts as not recognised. */
const PATIENCE = 8_000;
/** How many looks, so far apart, before one gives up waiting for rows. */
const EVERY = 4_000;
const LOOKS = 15;
/** Rows that make a list; a page's frame may be a table too. */
const LIST = 3;

function showsRows(): boolean {
  let rows = 0;
  for (const el of document.querySelectorAll('tbody tr, [role="row"]')) {
    if (visible(el) && (el.textContent ?? '').trim().length > 20 && ++rows >= LIST) return true;
  }
  return false;
}

function init(page: Page, signal: AbortSignal): void {
  if (page.site.kind === 'chat') return;
  const { sight } = page;
  let looks = 0;
  let timer = window.setTimeout(look, PATIENCE);
  function look() {
    const read = [...sight.rows.values()].some((row) => row.seen?.case || row.seen?.refused === 'nothing_to_say');
    if (read || looks++ > LOOKS) return;
    const answered = [...sight.rows.values()].every((row) => row.seen);
    if (!document.hidden && !page.covered && !sight.trouble && answered && showsRows()) return page.say(NO_ROWS);
    timer = window.setTimeout(look, EVERY);
  }
  signal.addEventListener('abort', () => clearTimeout(timer));
}

export default { id: null, init } satisfies PageFeature;
