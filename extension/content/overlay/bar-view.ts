// What the bar above the table says and offers.
import { BRAND } from '../words';
import { h } from './dom';

export interface BarFacts {
  counts: Record<'all' | 'today' | 'soon' | 'over', number>;
  /** Rows that were not recognised for certain. */
  doubt: number;
  filter: string;
  sorted: boolean;
}

const CHIPS = { today: '今天到期', soon: '24小时内', over: '已超期' } as const;

export interface BarView {
  parts: HTMLElement[];
  /** Writes what differs: built anew it would cost a tick of the clock its budget, and whoever tabs in it their place. */
  show(facts: BarFacts): void;
}

/** The bar's content; `act` is told which of its switches was pressed. */
export function barView(act: (key: string) => void): BarView {
  const toggle = (key: string, text = '') =>
    h('button', { type: 'button', 'data-key': key, onclick: () => act(key) }, text);
  const rows = h('span');
  const unsure = h('span', { class: 'quiet' });
  const all = toggle('all', '全部');
  const chips = (['today', 'soon', 'over'] as const).map((key) => ({ key, el: toggle(key) }));
  const sort = toggle('sort', '按剩余时间排');
  return {
    parts: [h('span', { class: 'brand' }, BRAND), rows, unsure, h('span', { class: 'push' }), all]
      .concat(chips.map(({ el }) => el))
      .concat(sort),
    show({ counts, doubt, filter, sorted }) {
      write(rows, `本页认出 ${counts.all} 条`);
      write(unsure, `${doubt} 条没认准，没有标`);
      unsure.hidden = doubt === 0;
      press(all, filter === 'all');
      press(sort, sorted);
      for (const { key, el } of chips) {
        write(el, `${CHIPS[key]} ${counts[key]}`);
        press(el, filter === key);
        el.disabled = counts[key] === 0 && filter !== key;
      }
    },
  };
}

function write(el: HTMLElement, text: string): void {
  if (el.textContent !== text) el.textContent = text;
}

function press(el: HTMLElement, pressed: boolean): void {
  if (el.ariaPressed !== String(pressed)) el.ariaPressed = String(pressed);
}
