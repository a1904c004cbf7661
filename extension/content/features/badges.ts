// A quiet badge in every recognised row that is or was in sight: its most pressing window.
import type { Badge } from '../../engine';
import { type BadgeView, badgeView, showBadge } from '../overlay/badge-view';
import type { Page, PageFeature } from '../page';
import { Slices } from '../sight/slices';
import { badgeOf, type Known, type Tracked } from '../sight/tracked';
import { RowCards } from './card';
import { keepTime, type Time } from './ticking';

const MARGIN = '200px';

interface Drawn extends BadgeView {
  /** What is drawn, so that nothing is written that stands there already. */
  print: string;
  /** What the row showed when its cell was looked for. */
  content: string;
}

/** The choices of a selector list, in their order. */
const choicesOf = (selector: string) => selector.split(/\s*,\s*(?![^([]*[)\]])/);

/** The cell a badge goes into: the first of the site's choices the row has. */
function cellOf(row: Tracked, choices: string[]): Element | null {
  for (const choice of choices) {
    const found = [...row.el.querySelectorAll(choice)].find((el) => !el.closest('[data-pingban]'));
    if (found) return found;
  }
  return null;
}

class Badges {
  private readonly drawn = new Map<Tracked, Drawn>();
  private readonly observer: IntersectionObserver;
  private readonly byElement = new WeakMap<Element, Tracked>();
  private readonly rowsOf = new WeakMap<Element, Tracked>();
  private readonly cards: RowCards;
  private readonly choices: string[];
  /** Rows that came into sight and have no badge yet. */
  private readonly bare = new Set<Tracked>();
  private readonly slices: Slices;
  /** Rows whose badge says something else by now: one at a time, as the clock goes on while the agent types. */
  private readonly stale = new Set<Tracked>();
  private readonly renewing: Slices;
  private readonly time: Time;

  constructor(
    private readonly page: Page,
    signal: AbortSignal,
  ) {
    this.cards = new RowCards(page, signal);
    this.choices = choicesOf(page.site.row.cell);
    const all = (waiting: Set<Tracked>) => () => this.step(waiting);
    this.slices = new Slices(all(this.bare), () => {}, signal);
    this.renewing = new Slices(all(this.stale), () => {}, signal, 0);
    this.time = keepTime(page, this.page.sight.near, (row) => this.cards.isOpen(row), signal);
    this.observer = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: MARGIN });
    page.sight.onRows((changed, gone) => {
      for (const row of gone) this.forget(row);
      for (const row of changed) this.update(row);
    }, signal);
    page.sight.onOurs((el) => this.moved(el), signal);
    for (const row of page.sight.rows.values()) this.update(row);
    signal.addEventListener('abort', () => {
      this.observer.disconnect();
      page.sight.near.clear();
      for (const row of [...this.drawn.keys()]) this.remove(row);
    });
  }

  private seen(entries: IntersectionObserverEntry[]): void {
    const came: Tracked[] = [];
    for (const { target, isIntersecting } of entries) {
      const row = this.byElement.get(target);
      if (!row) continue;
      if (isIntersecting) {
        this.page.sight.near.add(row);
        came.push(row);
        if (!this.drawn.has(row)) this.bare.add(row);
      } else this.page.sight.near.delete(row);
    }
    if (!came.length) return;
    this.time.came(came);
    this.slices.soon();
  }

  /** A badge that stands outside its row goes at once; so does a copy the page made of one. */
  private moved(el: HTMLElement): void {
    if (el.dataset.pingban !== 'badge') return;
    const row = this.rowsOf.get(el);
    if (row && this.drawn.get(row)?.host === el && row.el.contains(el)) return;
    if (row) this.remove(row);
    el.remove();
    if (row) this.update(row);
  }

  /** Draws the badge of one row that waits for it; making one is what costs. */
  private step(waiting: Set<Tracked>): boolean {
    const [row] = waiting;
    if (!row) return false;
    waiting.delete(row);
    const { sight } = this.page;
    // A row with a badge is read again the moment it changes; any other may show something else by now.
    if (!this.drawn.has(row) && !(sight.near.has(row) && sight.sure(row))) return true;
    const badge = badgeOf(row);
    if (!badge || !sight.cases.isKnown(row)) return true;
    if (this.drawn.has(row) || !this.time.old.has(row)) this.draw(row, badge);
    return true;
  }

  private update(row: Tracked): void {
    const { sight } = this.page;
    const badge = badgeOf(row);
    if (this.byElement.get(row.el) !== row) {
      this.byElement.set(row.el, row);
      this.observer.observe(row.el);
    }
    if (!sight.cases.isKnown(row) || !badge) {
      this.remove(row);
      return;
    }
    const drawn = this.drawn.get(row);
    if (drawn && drawn.host.dataset.case !== row.seen.case) this.remove(row);
    // A badge once drawn stays while its row is true: taking it out would move the page under the agent.
    if (this.drawn.has(row)) {
      this.stale.add(row);
      this.renewing.soon();
    } else if (this.page.sight.near.has(row)) {
      this.bare.add(row);
      this.slices.soon();
    }
  }

  private draw(row: Known, badge: Badge): void {
    const drawn = this.drawn.get(row) ?? this.make(row);
    const { host } = drawn;
    if (drawn.content !== row.print || !row.el.contains(host)) {
      const cell = cellOf(row, this.choices);
      if (!cell) {
        this.remove(row);
        return;
      }
      drawn.content = row.print;
      if (host.parentElement !== cell) cell.append(host);
    }
    const print = `${row.seen.case} ${JSON.stringify(badge)}`;
    if (print === drawn.print) return;
    drawn.print = print;
    showBadge(drawn, row.seen.case, badge);
  }

  private make(row: Known): Drawn {
    const view = badgeView();
    const { host } = view;
    this.cards.serve(host, row);
    const drawn = { ...view, print: '', content: '' };
    this.rowsOf.set(host, row);
    this.drawn.set(row, drawn);
    this.page.sight.marked.add(row);
    return drawn;
  }

  private remove(row: Tracked): void {
    const drawn = this.drawn.get(row);
    if (!drawn) return;
    this.drawn.delete(row);
    this.page.sight.marked.delete(row);
    this.cards.leave(drawn.host);
    drawn.host.remove();
  }

  private forget(row: Tracked): void {
    this.remove(row);
    this.page.sight.near.delete(row);
    this.bare.delete(row);
    this.stale.delete(row);
    this.observer.unobserve(row.el);
    this.byElement.delete(row.el);
  }
}

function init(page: Page, signal: AbortSignal): void {
  new Badges(page, signal);
}

export default { id: 'badges', init } satisfies PageFeature;
