// The list of cases: counts that open their rows, filters that live in the address.
import { get } from './api.js';
import { badge, nameOf } from './bits.js';
import { h } from './dom.js';
import { downloads } from './download.js';
import { pick, SHARED } from './filters.js';
import { exact, moment, PLATFORMS, RATINGS, STATUSES } from './words.js';

const FILTERS = ['due', 'text', 'all', ...SHARED];
/** Filters without a field of their own: shown as what can be taken off. */
const CHIPS = SHARED.filter((name) => name !== 'assignee' && name !== 'status');

const TITLES = [
  '时限',
  '截止',
  '订单',
  '商品编号',
  '商品',
  '买家',
  '等级',
  '评价',
  '状态',
  '负责人',
  '联系次数',
  '最近备注',
  '更新',
];

export function listView(query, me, go) {
  const filter = pick(query, FILTERS);

  function href(change) {
    const next = new URLSearchParams(Object.entries({ ...filter, ...change }).filter(([, value]) => value));
    return next.size > 0 ? `/?${next}` : '/';
  }

  return {
    title: '案例',
    load: (signal) => get('/v1/cases', { ...filter, limit: 200 }, signal),
    draw: (data) => [
      h('h1.unseen', {}, '案例'),
      paper(data),
      counts(data),
      filters(data),
      data.cases.length > 0 ? table(data) : empty(),
      more(data),
    ],
  };

  /** Under what conditions the rows are, for paper, where the filters are not. */
  function paper(data) {
    const people = filter.assignee && filter.assignee !== 'none' ? nameOf(data.people, filter.assignee) : '';
    const held = [
      filter.due && { today: '今天到期', over: '超期' }[filter.due],
      filter.text && `“${filter.text}”`,
      filter.all ? '含已办结' : '进行中',
      filter.status,
      filter.assignee === 'none' ? '未分派' : people,
      ...CHIPS.filter((name) => filter[name]).map((name) => chip(name, data)),
    ];
    return h('p.paper', {}, `案例：${held.filter(Boolean).join(' · ')}`);
  }

  /** Each count is a link to the rows it counts. */
  function counts(data) {
    const tile = (number, text, change, kind, on) =>
      h(
        `a.count.${kind}`,
        { href: href(change), 'data-link': true, 'data-key': `count-${kind}`, 'aria-current': on ? 'true' : undefined },
        h(number === 0 ? 'strong.zero' : 'strong', {}, String(number)),
        h('span', {}, text),
      );
    return h(
      'section.counts',
      { 'aria-label': '概况' },
      tile(data.today, '今天到期', { due: 'today', assignee: '' }, 'today', filter.due === 'today'),
      tile(data.over, '超期', { due: 'over', assignee: '' }, 'over', filter.due === 'over'),
      tile(data.unassigned, '未分派', { due: '', assignee: 'none' }, 'free', filter.assignee === 'none'),
      tile(
        data.total,
        filter.all ? '全部案例' : '进行中',
        { due: '', assignee: '' },
        'total',
        !filter.due && !filter.assignee,
      ),
    );
  }

  function filters(data) {
    const option = (value, text, chosen) => h('option', { value, selected: value === chosen }, text);
    const set = (name) => (event) => go(href({ [name]: event.target.value }), true);
    let typing;
    return h(
      'form.filters',
      { role: 'search', 'data-keep': 'filters', onsubmit: (event) => event.preventDefault() },
      h('input', {
        type: 'search',
        value: filter.text,
        placeholder: '搜索买家、订单、商品、评价、备注',
        'aria-label': '搜索',
        'data-key': 'text',
        oninput: (event) => {
          clearTimeout(typing);
          if (event.isComposing) return;
          typing = setTimeout(() => set('text')(event), 250);
        },
        oncompositionend: set('text'),
      }),
      h(
        'select',
        { 'aria-label': '状态', 'data-key': 'status', onchange: set('status') },
        option('', '全部状态', filter.status),
        STATUSES.map((status) => option(status, status, filter.status)),
      ),
      me.role === 'lead' &&
        h(
          'select',
          { 'aria-label': '负责人', 'data-key': 'assignee', onchange: set('assignee') },
          option('', '全部负责人', filter.assignee),
          option('none', '未分派', filter.assignee),
          data.people.map((person) => option(person.member, person.name, filter.assignee)),
        ),
      h(
        'label.check',
        {},
        h('input', {
          type: 'checkbox',
          checked: filter.all === '1',
          'data-key': 'all',
          onchange: (event) => go(href({ all: event.target.checked ? '1' : '' }), true),
        }),
        '含已办结',
      ),
      CHIPS.filter((name) => filter[name]).map((name) =>
        h('a.chip', { href: href({ [name]: '' }), 'data-link': true, title: '去掉这个条件' }, `${chip(name, data)} ×`),
      ),
      data.cases.length > 0 &&
        downloads(
          () => '案例',
          () => ({ titles: TITLES, rows: sheet(data) }),
        ),
    );
  }

  function chip(name, data) {
    const value = filter[name];
    if (name === 'resolver') return `${nameOf(data.people, value)}解决`;
    if (name === 'lacking') return value === 'shop' ? '店铺未知' : '商品未登记';
    if (name === 'from') return `${value} 起`;
    if (name === 'overdue') return '解释超期';
    if (name === 'resolved') return '按解决时间';
    if (name === 'to') return `到 ${value}`;
    return { platform: PLATFORMS, rating: RATINGS }[name]?.[value] ?? value;
  }

  /** The rows on screen, ids apart so that each can be looked up. */
  function sheet(data) {
    return data.cases.map((line) => {
      const [, order = '', item = ''] = line.case.split(':');
      const who = line.assignee ? nameOf(data.people, line.assignee) : '';
      return [
        line.badge?.text ?? '',
        exact(line.badge?.closes),
        order,
        item,
        line.product,
        line.buyer,
        RATINGS[line.rating] ?? '',
        line.text,
        line.status,
        who,
        line.contacts,
        line.last_note,
        exact(line.updated),
      ];
    });
  }

  function table(data) {
    return h(
      'ul.cases',
      { 'aria-label': '案例，时限最近的在前' },
      h(
        'li.head',
        { 'aria-hidden': 'true' },
        ['时限', '商品与评价', '买家', '状态', '负责人', '最近备注'].map((text) => h('span', {}, text)),
      ),
      data.cases.map((line) => h('li', {}, row(line, data))),
    );
  }

  function row(line, data) {
    const cell = (name, ...children) => h(`span.${name}`, {}, ...children);
    const where = [PLATFORMS[line.platform], RATINGS[line.rating]].filter(Boolean).join(' · ');
    return h(
      'a.row',
      {
        href: `/?case=${encodeURIComponent(line.case)}`,
        'data-link': true,
        'data-key': line.case,
        'data-case': line.case,
      },
      cell('left', badge(line.badge)),
      cell(
        'what',
        h('b', {}, line.product || '商品未知'),
        h('span.review', {}, line.text || '（没有评价内容）'),
        where && h('span.where', {}, where),
      ),
      cell('buyer', line.buyer || '—'),
      cell('status', h('span.pill', { 'data-status': line.status }, line.status)),
      cell('assignee', line.assignee ? nameOf(data.people, line.assignee) : h('span.none', {}, '未分派')),
      cell(
        'note',
        line.last_note ? h('span.quote', {}, line.last_note) : h('span.none', {}, '还没有备注'),
        line.updated && h('time', { datetime: line.updated, title: exact(line.updated) }, moment(line.updated)),
      ),
    );
  }

  function empty() {
    const filtered = FILTERS.some((name) => filter[name]);
    return h(
      'div.empty',
      {},
      h('p', {}, filtered ? '没有符合这些条件的案例。' : '还没有案例。'),
      filtered
        ? h('p', {}, h('a', { href: '/', 'data-link': true }, '看全部'))
        : h('p', {}, '客服在评价管理页上看到中差评、或写下备注后，会出现在这里。'),
    );
  }

  function more(data) {
    return data.more
      ? h('p.more', {}, `只列出时限最近的 ${data.cases.length} 条，共 ${data.total} 条；请用搜索或筛选缩小范围。`)
      : '';
  }
}
