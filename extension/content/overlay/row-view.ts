// The card of a row: every window with its end, where it comes from, and what may still change.
import type { Window } from '../../engine';
import { moment } from '../clock';
import { ASIDE, BASES, KINDS, RATINGS, STATES } from '../words';
import { button, h, icon, SHAPES, sourced } from './dom';

export interface RowFacts {
  product: string;
  buyer: string;
  windows: Window[];
  /** good, neutral, bad or '' where nobody knows. */
  rating: string;
}

export interface RowActions {
  /** Each is absent where its feature is off. */
  scripts?: () => void;
  note?: () => void;
  rate?: (rating: string) => void;
}

/** What a review may become; that it may go is what the window's own name says. */
const words = (ratings: string[] = []) =>
  ratings
    .filter((r) => r !== 'delete')
    .map((r) => RATINGS[r] ?? r)
    .join('、');

function remaining(w: Window): HTMLElement {
  const text = w.left ? `还有 ${w.left}` : (STATES[w.state] ?? w.state);
  const shape = SHAPES[w.state];
  return h('span', { class: `left s-${w.state}` }, shape ? icon(shape) : null, text);
}

function windowView(w: Window): HTMLElement {
  const notes = [
    w.closes && `${w.state === 'over' ? '截止于' : '到'} ${moment(w.closes)}`,
    words(w.allowed) && `可改为 ${words(w.allowed)}`,
    words(w.disputed) && `改${words(w.disputed)}：各处说法不一`,
    w.cost ? `逾期约赔 ${w.cost} 元` : '',
  ].filter(Boolean);
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'line' },
      h('b', {}, KINDS[w.kind] ?? w.kind),
      h('span', { class: 'chip' }, BASES[w.basis] ?? w.basis),
      remaining(w),
    ),
    notes.length ? h('div', { class: 'small' }, notes.join(' · ')) : null,
    w.why ? h('div', { class: 'small soft' }, w.why) : null,
    w.source.title ? sourced(w.source.title, w.source.date) : null,
  );
}

function ratings(current: string, rate: (rating: string) => void): HTMLElement {
  const set = (rating: string) => () => rate(current === rating ? '' : rating);
  const choice = (rating: string, text: string) => {
    const b = button(text, set(rating));
    b.setAttribute('aria-pressed', String(current === rating));
    return b;
  };
  return h(
    'div',
    { class: 'row', role: 'group', 'aria-label': '这条是' },
    h('span', { class: 'small soft' }, current ? '买家给的是' : '页面没写等级，知道就点'),
    choice('good', '好评'),
    choice('neutral', '中评'),
    choice('bad', '差评'),
  );
}

export function rowView(facts: RowFacts, actions: RowActions): HTMLElement {
  const { product, buyer, windows, rating } = facts;
  return h(
    'div',
    { class: 'card tall', role: 'dialog', 'aria-label': `时限：${product}` },
    h(
      'div',
      // It may be longer than the card: the keys scroll it.
      { class: 'body', role: 'group', tabindex: 0, 'aria-label': '各个时限' },
      h('h2', {}, h('span', { class: 'clip' }, product || '这条评价'), h('span', { class: 'soft' }, buyer)),
      h('ul', { class: 'windows' }, ...windows.map(windowView)),
    ),
    h(
      'div',
      { class: 'foot' },
      actions.rate ? ratings(rating, actions.rate) : null,
      h(
        'div',
        { class: 'row' },
        actions.scripts ? button('话术', actions.scripts, 'main') : null,
        actions.note ? button('记一笔', actions.note) : null,
        h('span', { class: 'small soft push' }, ASIDE),
      ),
    ),
  );
}
