// Whether an address is a known page, and whether that page is there to be read.
import type { Site } from '../../engine';
import { matches } from './patterns';
import { afterPaint, Slices } from './slices';
import { visible } from './text';

/** The site file for an address, or null. */
export function siteFor(sites: Site[], url: URL | Location): Site | null {
  return sites.find((s) => s.enabled && s.hosts.includes(url.hostname) && matches(s.path, url.pathname)) ?? null;
}

/** What the address tells of the rating of every row on the page, '' if nothing. */
export function ratingOf(site: Site, url: URL | Location): string {
  const query = new URLSearchParams(url.search);
  const told = site.ratings.filter((f) => query.getAll(f.param).includes(f.value)).map((f) => f.rating);
  return told.length === 1 ? (told[0] ?? '') : '';
}

/** Header cells looked at in one go; a table has some ten. */
const CELLS = 300;
/** Text nodes looked at in one step. */
const STEP = 200;
/** Ms between two looks. */
const EVERY = 250;

/** By the live list, which the browser walks only as far as it is asked. */
function headersThere(headers: string[]): boolean {
  const missing = new Set(headers);
  const strike = (el: Element) => missing.delete((el.textContent ?? '').trim());
  const cells = document.getElementsByTagName('th');
  for (let i = 0; missing.size && i < CELLS; i++) {
    const cell = cells.item(i);
    if (!cell) break;
    strike(cell);
  }
  if (missing.size) for (const el of document.querySelectorAll('[role=columnheader]')) strike(el);
  return missing.size === 0;
}

/** One look whether the page shows what its site file waits for. */
class Look {
  private readonly missing: Set<string>;
  private walker: TreeWalker | null = null;

  constructor(private readonly site: Site) {
    this.missing = new Set(site.ready.texts);
  }

  /** Looks a little further; null while there is more to look at. */
  step(): boolean | null {
    if (!this.walker) {
      if (!headersThere(this.site.ready.headers)) return false;
      this.walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    }
    for (let i = 0; this.missing.size && i < STEP; i++) {
      const node = this.walker.nextNode() as Text | null;
      if (!node) return false;
      this.strike(node);
    }
    return this.missing.size ? null : true;
  }

  private strike({ data, parentElement }: Text): void {
    if (data.length > 400) return;
    for (const text of this.missing) {
      if (data.includes(text) && parentElement && visible(parentElement)) this.missing.delete(text);
    }
  }
}

/** Finds out when the page is there to be read. */
export class Ready {
  private timer = 0;
  private last = Number.NEGATIVE_INFINITY;
  private current: Look | null = null;
  private again = false;
  private there = false;
  private readonly slices: Slices;

  constructor(
    private readonly site: Site,
    private readonly found: () => void,
    private readonly signal: AbortSignal,
  ) {
    this.slices = new Slices(
      () => this.step(),
      () => this.done(),
      signal,
    );
    signal.addEventListener('abort', () => clearTimeout(this.timer));
  }

  /** Looks after a paint, as the page changed: while it builds its layout, asking is dear. */
  look(): void {
    if (this.current) this.again = true;
    if (this.timer || this.current || this.there || this.signal.aborted) return;
    const wait = Math.max(0, this.last + EVERY - performance.now());
    this.timer = window.setTimeout(
      () =>
        afterPaint(() => {
          this.timer = 0;
          if (this.signal.aborted) return;
          this.last = performance.now();
          this.current = new Look(this.site);
          this.slices.run();
        }),
      wait,
    );
  }

  private step(): boolean {
    const known = this.current?.step();
    this.there = known === true;
    return known === null;
  }

  private done(): void {
    const { again } = this;
    this.current = null;
    this.again = false;
    if (this.there) this.found();
    else if (again) this.look();
  }
}
