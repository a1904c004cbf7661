// What is asked once before a reply with something blocked or unfilled goes out.
import { button, h } from './dom';

export interface Trouble {
  chip: string;
  kind: string;
  words: string;
  why: string;
}

export function guardView(troubles: Trouble[], back: () => void, leave: () => void): HTMLElement {
  return h(
    'div',
    { class: 'card', role: 'alertdialog', 'aria-label': '发出前再看一眼' },
    h('h2', {}, '发出前再看一眼'),
    ...troubles.map((t) =>
      h(
        'div',
        {},
        h('div', { class: 'row' }, h('span', { class: `chip ${t.kind}` }, t.chip), h('b', {}, t.words)),
        t.why ? h('p', { class: 'small soft' }, t.why) : null,
      ),
    ),
    h('p', { class: 'small soft' }, '改好再发最稳妥。确定要发，就再点一次提交；评伴只问这一次，也不会替你点。'),
    h('div', { class: 'row' }, button('回去改', back, 'main'), button('知道了', leave)),
  );
}
