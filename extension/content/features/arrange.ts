// Rows in another order or fewer of them, by style alone: the page's React owns the nodes, so they
// are neither moved nor removed. Each row is shifted to its place by a rule of ours.
import { h } from '../overlay/dom';
import type { Sight } from '../sight/sight';
import type { Tracked } from '../sight/tracked';

const MARK = 'data-pingban-row';

/** A row with the expanded row that follows it, or a stretch of the table that is no row of ours. */
interface Group {
  row: Tracked | null;
  els: HTMLElement[];
}

export interface Arrangement {
  /** Rows not shown; null shows all. */
  hidden: ((row: Tracked) => boolean) | null;
  /** Smaller comes first; null keeps the page's order. */
  order: ((row: Tracked) => number) | null;
}

export class Arranger {
  private readonly sheet = new CSSStyleSheet();
  private readonly touched = new Set<HTMLElement>();
  private readonly resized = new ResizeObserver(() => this.later());
  private wanted: Arrangement = { hidden: null, order: null };
  private frame = 0;
  private css = '';

  constructor(
    private readonly sight: Sight,
    signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => {
      cancelAnimationFrame(this.frame);
      this.resized.disconnect();
      this.clear();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== this.sheet);
    });
  }

  get active(): boolean {
    return this.wanted.hidden !== null || this.wanted.order !== null;
  }

  set(wanted: Arrangement): void {
    this.wanted = wanted;
    this.apply();
  }

  /** Arranges again once this frame's changes are all in. */
  later(): void {
    if (!this.active || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.apply();
    });
  }

  private clear(): void {
    for (const el of this.touched) el.removeAttribute(MARK);
    this.touched.clear();
    if (this.css) this.sheet.replaceSync('');
    this.css = '';
  }

  private apply(): void {
    if (!this.active) {
      this.resized.disconnect();
      this.clear();
      return;
    }
    const parents = new Set<Element>();
    for (const row of this.sight.rows.values()) if (row.el.parentElement) parents.add(row.el.parentElement);
    const rules: string[] = [];
    const marked = new Set<HTMLElement>();
    for (const parent of parents) this.arrange(parent, rules, marked);
    for (const el of this.touched) if (!marked.has(el)) el.removeAttribute(MARK);
    this.touched.clear();
    for (const el of marked) this.touched.add(el);
    // Not before there is something to arrange: a sheet more makes the browser look at every row of the page.
    if (!document.adoptedStyleSheets.includes(this.sheet)) document.adoptedStyleSheets.push(this.sheet);
    const css = rules.join('\n');
    if (css !== this.css) this.sheet.replaceSync(css);
    this.css = css;
    for (const parent of parents) this.resized.observe(parent);
  }

  private arrange(parent: Element, rules: string[], marked: Set<HTMLElement>): void {
    const groups = this.groups(parent);
    const { hidden, order } = this.wanted;
    const name = (el: HTMLElement, value: string) => {
      if (el.getAttribute(MARK) !== value) el.setAttribute(MARK, value);
      marked.add(el);
    };
    const shown: Group[] = [];
    for (const group of groups) {
      if (group.row && hidden?.(group.row)) for (const el of group.els) name(el, 'away');
      else shown.push(group);
    }
    if (hidden) rules.push(`[${MARK}=away]{display:none!important}`);
    if (!order) return;
    const rank = (group: Group) => (group.row ? order(group.row) : Number.POSITIVE_INFINITY);
    const sorted = shown.map((group, i) => ({ group, i, rank: rank(group) }));
    sorted.sort((a, b) => (a.rank === b.rank ? a.i - b.i : a.rank < b.rank ? -1 : 1));
    const gap = spacing(parent);
    const height = (group: Group) => group.els.reduce((sum, el) => sum + el.getBoundingClientRect().height + gap, 0);
    const heights = new Map(shown.map((group) => [group, height(group)]));
    const tops = new Map<Group, number>();
    let top = 0;
    for (const group of shown) {
      tops.set(group, top);
      top += heights.get(group) ?? 0;
    }
    top = 0;
    for (const { group, i } of sorted) {
      const shift = Math.round((top - (tops.get(group) ?? 0)) * 100) / 100;
      top += heights.get(group) ?? 0;
      for (const el of group.els) name(el, `m${i}`);
      if (shift) rules.push(`[${MARK}=m${i}]{position:relative!important;top:${shift}px!important}`);
    }
  }

  private groups(parent: Element): Group[] {
    const groups: Group[] = [];
    for (const el of parent.children) {
      if (!(el instanceof HTMLElement) || el.matches('[data-pingban]')) continue;
      const row = this.sight.rowOf(el);
      const last = groups.at(-1);
      if (last && row && last.row === row) last.els.push(el);
      else groups.push({ row, els: [el] });
    }
    return groups;
  }
}

function spacing(parent: Element): number {
  const table = parent.closest('table');
  if (!table) return 0;
  const style = getComputedStyle(table);
  return style.borderCollapse === 'separate' ? Number.parseFloat(style.borderSpacing.split(' ').at(-1) ?? '0') : 0;
}

/** A host for what stands above the list, put before the list in the nearest block that holds it. */
export function above(list: Element): HTMLElement | null {
  let at = list.closest('table') ?? list;
  for (let parent = at.parentElement; parent; parent = at.parentElement) {
    const { display, flexDirection } = getComputedStyle(parent);
    const block =
      ['block', 'flow-root', 'list-item'].includes(display) || (display === 'flex' && flexDirection === 'column');
    if (block) {
      const host = h('div', { 'data-pingban': 'bar', role: 'region', 'aria-label': '评伴：本页时限' });
      parent.insertBefore(host, at);
      return host;
    }
    at = parent;
  }
  return null;
}
