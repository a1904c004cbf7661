// A quiet badge in every recognised row that is or was in sight: its most pressing window.
import type { Badge } from '../../engine';
import { h, icon, SHAPES } from '../overlay/dom';
import { BADGE, sheet } from '../overlay/sheets';
import type { Page, PageFeature } from '../page';
import { badgeOf, type Known, type Tracked } from '../sight/tracked';
import { RowCards } from './card';
import { keepTime } from './ticking';

const MARGIN = '200px';

interface Drawn {
  host: HTMLElement;
  body: HTMLElement;
  /** What is drawn, so that nothing is written that stands there already. */
  print: string;
}

/** The cell a badge goes into: the first of the site's choices the row has. */
function cellOf(row: Tracked, selector: string): Element | null {
  const choices = selector.split(/\s*,\s*(?![^([]*[)\]])/);
  for (const choice of choices) {
    const found = [...row.el.querySelectorAll(choice)].find((el) => !el.closest('[data-pingban]'));
    if (found) return found;
  }
  return null;
}

class Badges {
  private readonly drawn = new Map<Tracked, Drawn>();
  private readonly near = new Set<Tracked>();
  private readonly observer: IntersectionObserver;
  private readonly byElement = new WeakMap<Element, Tracked>();
  private readonly cards: RowCards;

  constructor(
    private readonly page: Page,
    signal: AbortSignal,
  ) {
    this.cards = new RowCards(page, signal);
    this.observer = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: MARGIN });
    page.sight.onRows((changed, gone) => {
      for (const row of gone) this.forget(row);
      for (const row of changed) this.update(row);
    }, signal);
    for (const row of page.sight.rows.values()) this.update(row);
    signal.addEventListener('abort', () => {
      this.observer.disconnect();
      for (const row of [...this.drawn.keys()]) this.remove(row);
    });
  }

  private seen(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const row = this.byElement.get(target);
      if (!row) continue;
      if (isIntersecting) {
        this.near.add(row);
        this.update(row);
      } else this.near.delete(row);
    }
  }

  private update(row: Tracked): void {
    const { sight } = this.page;
    const badge = badgeOf(row);
    if (!sight.cases.isKnown(row) || !badge) {
      this.remove(row);
      return;
    }
    if (this.byElement.get(row.el) !== row) {
      this.byElement.set(row.el, row);
      this.observer.observe(row.el);
    }
    // A badge once drawn stays while its row is true: taking it out would move the page under the agent.
    if (this.near.has(row) || this.drawn.has(row)) this.draw(row, badge);
  }

  private draw(row: Known, badge: Badge): void {
    const cell = cellOf(row, this.page.site.row.cell);
    if (!cell) {
      this.remove(row);
      return;
    }
    const drawn = this.drawn.get(row) ?? this.make(row);
    const { host, body } = drawn;
    const print = `${row.seen.case} ${JSON.stringify(badge)}`;
    if (print !== drawn.print) {
      drawn.print = print;
      const { kind, state, basis, closes, label, text } = badge;
      const attributes = { case: row.seen.case, kind, state, basis, closes };
      for (const [name, value] of Object.entries(attributes)) host.dataset[name] = value;
      host.setAttribute('aria-label', label);
      body.className = `badge ${state}`;
      body.replaceChildren(icon(SHAPES[state] ?? SHAPES.open ?? ''), text);
    }
    if (host.parentElement !== cell) cell.append(host);
  }

  private make(row: Known): Drawn {
    const host = h('span', { 'data-pingban': 'badge', role: 'button', tabindex: 0, 'aria-haspopup': 'dialog' });
    const root = host.attachShadow({ mode: 'closed' });
    root.adoptedStyleSheets = [sheet(BADGE)];
    const body = h('span', { class: 'badge' });
    root.append(body);
    this.cards.serve(host, row);
    const drawn = { host, body, print: '' };
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
    this.near.delete(row);
    this.observer.unobserve(row.el);
    this.byElement.delete(row.el);
  }
}

function init(page: Page, signal: AbortSignal): void {
  new Badges(page, signal);
  keepTime(page, signal);
}

export default { id: 'badges', init } satisfies PageFeature;
