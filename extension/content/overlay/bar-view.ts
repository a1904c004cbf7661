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

/** The bar's content; `act` is told which of its switches was pressed. */
export function barView({ counts, doubt, filter, sorted }: BarFacts, act: (key: string) => void): HTMLElement[] {
  const toggle = (key: string, pressed: boolean, text: string, disabled = false) => {
    const props = { type: 'button', 'data-key': key, 'aria-pressed': String(pressed), disabled };
    return h('button', { ...props, onclick: () => act(key) }, text);
  };
  const chip = (key: 'today' | 'soon' | 'over', text: string) =>
    toggle(key, filter === key, `${text} ${counts[key]}`, counts[key] === 0 && filter !== key);
  return [
    h('span', { class: 'brand' }, BRAND),
    h('span', {}, `本页认出 ${counts.all} 条`),
    ...(doubt ? [h('span', { class: 'quiet' }, `${doubt} 条没认准，没有标`)] : []),
    h('span', { class: 'push' }),
    toggle('all', filter === 'all', '全部'),
    chip('today', '今天到期'),
    chip('soon', '24小时内'),
    chip('over', '已超期'),
    toggle('sort', sorted, '按剩余时间排'),
  ];
}
