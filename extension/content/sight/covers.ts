// Whether a layer of the page's own lies over it, under which ours must not stand.
import type { Site } from '../../engine';
import type { Sight } from './sight';
import { afterLayout } from './slices';
import { OURS, visible } from './text';

function isReply(el: Element, site: Site): boolean {
  return site.editor !== null && el.querySelector(site.editor.selector) !== null;
}

/** How soon to look again whether a layer that was there has gone: it may go without a trace in the tree. */
const AGAIN = 400;
/** How soon after a change to look. */
const SOON = 120;

/** Follows whether the page is covered, looking only when something outside the rows changed. */
export class Cover {
  /** As of the last look. */
  now = false;
  private timer = 0;
  private held: Element | null = null;
  private waiting = false;
  private readonly listeners = new Set<(covered: boolean) => void>();

  constructor(
    private readonly site: Site,
    private readonly sight: Sight,
    private readonly signal: AbortSignal,
  ) {
    sight.onFrame((outside) => outside && this.soon(), signal);
    signal.addEventListener('abort', () => clearTimeout(this.timer));
  }

  onChange(listener: (covered: boolean) => void, signal: AbortSignal): void {
    this.listeners.add(listener);
    signal.addEventListener('abort', () => this.listeners.delete(listener));
  }

  /** Looks within a moment, in a task of its own: a big page takes some ms to search. */
  private soon(): void {
    if (this.now || this.waiting) return;
    this.waiting = true;
    this.timer = window.setTimeout(() => afterLayout(() => this.look()), SOON);
  }

  /** What holds the rows; while the page makes all of them anew, what held them last. */
  private get list(): Element | null {
    const [row] = this.sight.rows.keys();
    if (row?.isConnected) this.held = row.parentElement;
    // Before any row is known the first list of the page stands in: rows of a thousand hide no layer.
    return this.held?.isConnected ? this.held : document.querySelector('tbody, [role="rowgroup"]');
  }

  /** Whether the page is covered, looked at now. */
  look(): boolean {
    if (this.signal.aborted) return false;
    clearTimeout(this.timer);
    this.waiting = false;
    const before = this.now;
    this.now = covered(this.site, this.sight, this.list);
    if (this.now) this.timer = window.setTimeout(() => afterLayout(() => this.look()), AGAIN);
    if (this.now !== before) for (const listener of this.listeners) listener(this.now);
    return this.now;
  }
}

/** Elements that match outside the list of rows, which is by far the biggest part of the page. */
function outside(list: Element | null, selector: string): Element[] {
  if (!list) return [...document.querySelectorAll(selector)];
  const found: Element[] = [];
  for (let at = list; at.parentElement; at = at.parentElement) {
    for (const beside of at.parentElement.children) {
      if (beside === at) continue;
      if (beside.matches(selector)) found.push(beside);
      found.push(...beside.querySelectorAll(selector));
    }
  }
  return found;
}

/** A dialog, guide or drawer in sight that is not the one the agent replies in. */
function covered(site: Site, sight: Sight, list: Element | null): boolean {
  if (!site.overlays) return false;
  const [row] = sight.rows.keys();
  for (const el of outside(list, site.overlays)) {
    if (el.closest(OURS) || !visible(el)) continue;
    const { width, height } = el.getBoundingClientRect();
    // Masks say nothing, and what holds the list itself or the reply is not over them.
    if (width < 40 || height < 40 || !el.textContent?.trim() || isReply(el, site)) continue;
    if (row && (el.contains(row) || row.contains(el))) continue;
    if (
      site.editor?.dialog &&
      [...document.querySelectorAll(site.editor.dialog)].some((d) => d !== el && d.contains(el) && isReply(d, site))
    )
      continue;
    return true;
  }
  return false;
}
