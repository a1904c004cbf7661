// One case: the review, what can still happen to it, its notes with every version, its timeline.
import { get, send } from './api.js';
import { ask } from './ask.js';
import { badge, nameOf } from './bits.js';
import { h } from './dom.js';
import { timeline } from './timeline.js';
import { BASIS, CHANGES, exact, FIELDS, moment, PLATFORMS, RATINGS, STATES, WINDOWS } from './words.js';

export function caseView(id, me, refresh) {
  let fault = '';

  return {
    title: '案例',
    load: (signal) => get(`/v1/cases/${encodeURIComponent(id)}`, {}, signal),
    draw(data) {
      const { state, people } = data;
      return [
        h(
          'p.back',
          {},
          h('a', { href: '/', 'data-link': true, 'data-key': 'back' }, '← 全部案例'),
          me.role === 'lead' &&
            !state.erased &&
            h('button', { type: 'button', 'data-key': 'erase', onclick: erase }, '清除文字'),
        ),
        fault ? h('p.fault', { role: 'alert' }, fault) : '',
        h(
          'article.case',
          {},
          review(state, data.badge),
          h(
            'div.columns',
            {},
            h('div', {}, notes(state, people), timeline(state, people)),
            h('div', {}, windows(data), facts(state, people)),
          ),
        ),
      ];
    },
  };

  function erase() {
    ask(
      '清除这个案例的文字？',
      '评价、备注、沟通结果里的文字会从后端和每位同事的电脑上清掉，不能找回；次数、状态和金额还在。',
      '清除',
      async () => {
        fault = '';
        try {
          await send('POST', '/v1/erase', { case: id });
        } catch (error) {
          fault = `没有清除：${error.message}`;
        }
        refresh();
      },
    );
  }
}

function review(state, most) {
  const r = state.review;
  const [, order = '', item = ''] = state.case.split(':');
  return h(
    'section.review',
    {},
    h('header', {}, h('h1', {}, r?.product || '商品未知'), badge(most)),
    h(
      'p.meta',
      {},
      [
        PLATFORMS[r?.platform],
        r?.sku,
        r?.buyer && `买家 ${r.buyer}`,
        r?.rating && RATINGS[r.rating],
        r?.rated_at && `${moment(r.rated_at)} 评价`,
      ]
        .filter(Boolean)
        .join(' · '),
    ),
    h('blockquote', {}, state.erased ? '内容已按要求清除' : r?.text || '（没有评价内容）'),
    r?.append && h('blockquote.append', {}, h('b', {}, '追评 '), r.append),
    h(
      'p.ids',
      {},
      '订单 ',
      h('code', {}, order),
      item.startsWith('#') ? ' 售后单 ' : ' 商品 ',
      h('code', {}, item.replace('#', '')),
    ),
  );
}

function windows({ windows }) {
  if (windows.length === 0) return h('section.windows', {}, h('h2', {}, '时限'), h('p.none', {}, '没有可算的时限。'));
  return h(
    'section.windows',
    {},
    h('h2', {}, '时限'),
    h(
      'ul',
      {},
      windows.map((w) => {
        const [state, sign] = STATES[w.state] ?? [w.state, ''];
        const word = w.left ? `还有 ${w.left}` : state;
        // That a review may go is what the window's own name says.
        const changes = (to = []) => to.filter((c) => c !== 'delete').map((c) => CHANGES[c]);
        const may = [...changes(w.allowed), ...changes(w.disputed).map((c) => `${c}（可能）`)];
        return h(
          'li',
          { 'data-state': w.state },
          h(
            'div',
            {},
            h('b', {}, WINDOWS[w.kind] ?? w.kind),
            h('span.badge', { 'data-state': w.state }, h('i', { 'aria-hidden': 'true' }, sign), word),
          ),
          w.closes &&
            h(
              'p',
              {},
              `${w.state === 'over' ? '截止于' : '截至'} ${exact(w.closes)}`,
              BASIS[w.basis] && h('span.basis', {}, BASIS[w.basis]),
            ),
          may.length > 0 && h('p', {}, `可改为 ${may.join('、')}`),
          w.cost !== undefined && h('p', {}, `错过要赔 ${w.cost.toFixed(2)} 元`),
          w.why && h('p', {}, w.why),
          h('p.source', {}, `${w.source.title}${w.source.date ? `（${w.source.date}）` : ''}`),
        );
      }),
    ),
  );
}

function facts(state, people) {
  const entries = Object.entries(state.fields).filter(([name]) => FIELDS[name]);
  if (entries.length === 0) return '';
  const text = (name, value) => {
    if (name === 'assignee') return value ? nameOf(people, value) : '未分派';
    if (name === 'rating') return RATINGS[value] ?? '';
    if (name === 'next_at') return exact(value);
    return [value].flat().join('、');
  };
  return h(
    'section.facts',
    {},
    h('h2', {}, '登记'),
    h(
      'dl',
      {},
      entries.map(([name, field]) => [
        h('dt', {}, FIELDS[name]),
        h(
          'dd',
          { title: `${nameOf(people, field.actor)} ${exact(field.at)}` },
          text(name, field.value) || '—',
          field.replaced &&
            h(
              'span.replaced',
              {},
              `替换了${nameOf(people, field.replaced.actor)}同时填的“${text(name, field.replaced.value)}”`,
            ),
        ),
      ]),
    ),
  );
}

function notes(state, people) {
  const kept = state.notes.filter((note) => !note.deleted);
  return h(
    'section.notes',
    {},
    h('h2', {}, '备注'),
    kept.length === 0 && h('p.none', {}, '还没有备注。'),
    kept.map((note) =>
      h(
        'article.note',
        { 'data-note': note.id },
        h('p.text', {}, note.text),
        note.others.map((other) =>
          h('p.text.other', {}, h('b', {}, `${nameOf(people, other.actor)}同时写的：`), other.text),
        ),
        h(
          'p.by',
          {},
          `${nameOf(people, note.actor)} · `,
          h('time', { datetime: note.at, title: exact(note.at) }, moment(note.at)),
        ),
        note.history.length > 1 &&
          h(
            'details',
            {},
            h('summary', { 'data-key': `history-${note.id}` }, `改过 ${note.history.length - 1} 次`),
            h(
              'ol',
              {},
              note.history.map((entry) =>
                h(
                  'li',
                  {},
                  h('span.by', {}, `${nameOf(people, entry.actor)} ${moment(entry.at)}`),
                  h('p.text', {}, entry.text),
                ),
              ),
            ),
          ),
      ),
    ),
  );
}
