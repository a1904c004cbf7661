// The bar above the table: how many rows there are, what runs out today, sorting and filtering.
import { day, LIVE } from '../clock';
import { barView } from '../overlay/bar-view';
import { h } from '../overlay/dom';
import { BAR, sheet } from '../overlay/sheets';
import type { Page, PageFeature } from '../page';
import { afterLayout } from '../sight/slices';
import { badgeOf, type Known, type Tracked } from '../sight/tracked';
import { Arranger, above } from './arrange';
import { type Filter, fits, Tally } from './tally';

class Bar {
  private readonly arranger: Arranger;
  private host: HTMLElement | null = null;
  private readonly view = barView((key) => this.press(key));
  private readonly body = h('div', { class: 'bar' }, ...this.view.parts);
  private filter: Filter = 'all';
  private sorted = false;
  private waiting = false;
  private today = '';
  /** Of the rows, as of the last drawing. */
  private version = -1;
  private readonly tally = new Tally();

  constructor(
    private readonly page: Page,
    private readonly signal: AbortSignal,
  ) {
    this.arranger = new Arranger(page.sight, signal);
    page.sight.onRows((changed, gone) => {
      for (const row of gone) this.tally.set(row, null, this.today);
      // Of a badge that only counts on nothing stands here, save for what it may do to the order.
      if (this.count(changed) || this.version !== page.sight.version || this.today !== day(page.now)) this.later();
      else this.arranger.later();
    }, signal);
    page.sight.onFrame(() => {
      if (this.host && !this.host.isConnected) this.later();
      this.arranger.later();
    }, signal);
    page.cover.onChange(() => this.later(), signal);
    signal.addEventListener('abort', () => this.host?.remove());
    this.later();
  }

  private later(): void {
    if (this.waiting) return;
    this.waiting = true;
    const update = () => {
      this.waiting = false;
      if (!this.signal.aborted) this.update();
    };
    // Where the bar goes hangs on styles, which the browser has not worked out before its frame.
    if (this.host?.isConnected) requestAnimationFrame(update);
    else afterLayout(update);
  }

  private update(): void {
    const [first] = this.page.sight.rows.keys();
    const list = first?.parentElement;
    if (!list) {
      this.host?.remove();
      return;
    }
    if (!this.host?.isConnected) this.mount(list);
    // Its place is kept, or the list would jump.
    if (this.host) this.host.style.visibility = this.page.cover.now ? 'hidden' : '';
    this.draw();
    this.arranger.later();
  }

  private mount(list: Element): void {
    this.host?.remove();
    this.host = above(list);
    const root = this.host?.attachShadow({ mode: 'closed' });
    if (!root) return;
    root.adoptedStyleSheets = [sheet(BAR)];
    root.append(this.body);
  }

  /** Counts rows anew; gives whether the sums are others than before. */
  private count(rows: Iterable<Tracked>): boolean {
    const { cases } = this.page.sight;
    let differs = false;
    for (const row of rows) differs = this.tally.set(row, cases.isKnown(row) ? row : null, this.today) || differs;
    return differs;
  }

  private draw(): void {
    const { sight } = this.page;
    const today = day(this.page.now);
    this.version = sight.version;
    if (today !== this.today) {
      this.today = today;
      this.count(sight.rows.values());
    }
    const { counts } = this.tally;
    const doubt = sight.rows.size - counts.all + new Set(Array.from(sight.failures.values(), (f) => f.at)).size;
    const { filter, sorted } = this;
    this.view.show({ counts, doubt, filter, sorted });
  }

  private press(key: string): void {
    if (key === 'sort') this.sorted = !this.sorted;
    else this.filter = this.filter === key ? 'all' : (key as Filter);
    this.draw();
    this.arrange();
  }

  private arrange(): void {
    const known = (row: Tracked): row is Known => this.page.sight.cases.isKnown(row);
    const { filter } = this;
    this.arranger.set({
      hidden: filter === 'all' ? null : (row) => !known(row) || !fits(row, filter, this.today),
      order: this.sorted ? (row) => (known(row) ? urgency(row) : Number.POSITIVE_INFINITY) : null,
    });
  }
}

/** What runs out first comes first; what is over comes after all that is not. */
function urgency(row: Known): number {
  const badge = badgeOf(row);
  if (!badge) return Number.MAX_VALUE;
  const closes = Date.parse(badge.closes);
  return LIVE.has(badge.state) ? closes : 1e15 - closes;
}

function init(page: Page, signal: AbortSignal): void {
  new Bar(page, signal);
}

export default { id: 'bar', init } satisfies PageFeature;
