// Whether an address is a known page, and whether that page is there to be read.
import type { Site } from '../../engine';
import { matches, patternsOf, warm } from './patterns';
import { afterLayout, Slices } from './slices';
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

/** How far a look has come: there may be more to find, all texts stand somewhere, or one stands nowhere. */
type Looked = 'more' | 'found' | 'lacking';

/** One look whether the page shows what its site file waits for. */
class Look {
  private readonly missing: Set<string>;
  /** Where each missing text stands, in sight or not. */
  private readonly found = new Map<string, Element[]>();
  private walker: TreeWalker | null = null;

  constructor(private readonly site: Site) {
    this.missing = new Set(site.ready.texts);
  }

  /** Looks a little further, asking nothing of styles. */
  step(): Looked {
    if (!this.walker) {
      if (!headersThere(this.site.ready.headers)) return 'lacking';
      this.walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    }
    for (let i = 0; i < STEP; i++) {
      if (this.found.size === this.missing.size) return 'found';
      const node = this.walker.nextNode() as Text | null;
      if (!node) return 'lacking';
      this.note(node);
    }
    return 'more';
  }

  /** Whether all are in sight; those that are not are looked for further on. To be asked once layout is there. */
  get inSight(): boolean {
    for (const [text, els] of this.found) if (els.some(visible)) this.missing.delete(text);
    this.found.clear();
    return this.missing.size === 0;
  }

  private note({ data, parentElement }: Text): void {
    if (data.length > 400 || !parentElement) return;
    for (const text of this.missing) {
      if (data.includes(text)) this.found.set(text, [...(this.found.get(text) ?? []), parentElement]);
    }
  }
}

/** Finds out when the page is there to be read, and has what it is read by ready until then. */
export class Ready {
  private timer = 0;
  private last = Number.NEGATIVE_INFINITY;
  private current: Look | null = null;
  private again = false;
  private there = false;
  private looked: Looked = 'more';
  private readonly slices: Slices;
  private readonly cold: string[];

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
    this.cold = patternsOf(site);
    signal.addEventListener('abort', () => clearTimeout(this.timer));
  }

  /** Looks soon, as the page changed. */
  look(): void {
    if (this.current) this.again = true;
    if (this.timer || this.current || this.there || this.signal.aborted) return;
    const wait = Math.max(0, this.last + EVERY - performance.now());
    this.timer = window.setTimeout(
      () =>
        afterLayout(() => {
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
    const source = this.cold.pop();
    if (source !== undefined) {
      warm(source);
      return true;
    }
    this.looked = this.current?.step() ?? 'lacking';
    return this.looked === 'more';
  }

  private done(): void {
    if (this.looked === 'found') afterLayout(() => this.judge());
    else this.end();
  }

  private judge(): void {
    if (this.signal.aborted) return;
    this.there = this.current?.inSight ?? false;
    if (this.there) this.end();
    else this.slices.run();
  }

  private end(): void {
    const { again } = this;
    this.current = null;
    this.again = false;
    if (this.there) this.found();
    else if (again) this.look();
  }
}
