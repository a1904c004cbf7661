// Figures of a period: headlines against the period before, the trend, and a table that can be
// downloaded as it stands on screen.
import { get } from './api.js';
import { nameOf } from './bits.js';
import { h } from './dom.js';
import { downloads } from './download.js';
import { address, daysAgo, pick, SHARED } from './filters.js';
import { HEADLINES, TABLES } from './tables.js';
import { trend } from './trend.js';
import { LABELS, moment, PLATFORMS } from './words.js';

const PERIODS = [
  [7, '近 7 天'],
  [30, '近 30 天'],
  [90, '近 90 天'],
  [365, '近一年'],
];

/** The page of one kind of figures: overview, or one of TABLES. */
export function reportView(kind, query, me, go) {
  const filter = pick(query, SHARED);
  const table = TABLES[kind];
  const title = table?.title ?? '概况';
  const href = (next) => address(kind, { ...filter, ...next });
  const looked = {};
  let shown;

  return {
    title,
    async load(signal) {
      const alarms = kind === 'rules' && me.role === 'lead';
      const [report, reported] = await Promise.all([
        get('/v1/report', filter, signal),
        alarms ? get('/v1/false-alarms', {}, signal) : [],
      ]);
      return { ...report, reported };
    },
    draw(report) {
      const period = `${report.from} 至 ${report.to}`;
      return [
        h(
          'header.page',
          {},
          h('h1', {}, title),
          h('p.period', {}, me.role === 'lead' ? period : `${period} · 只有您自己的`),
        ),
        paper(report),
        filters(report),
        ...(table ? [sheet(report), reported(report)] : [headlines(report), days(report)]),
      ];
    },
  };

  /** Under what conditions the figures are, for paper, where the filters are not. */
  function paper(report) {
    const held = SHARED.filter((name) => filter[name] && !['from', 'to'].includes(name)).map((name) => {
      if (name === 'assignee') return filter[name] === 'none' ? '未分派' : nameOf(report.members, filter[name]);
      return name === 'platform' ? PLATFORMS[filter[name]] : filter[name];
    });
    return held.length > 0 ? h('p.paper', {}, `只含：${held.join(' · ')}`) : '';
  }

  function rows(change, report) {
    return address('', { ...filter, from: report.from, to: report.to, ...change });
  }

  /** Where what was done is listed one by one. An empty key is one too: a sum of what was not named. */
  function each({ key, ...deeds }, report) {
    const href = address('deeds', { ...filter, from: report.from, to: report.to, ...deeds });
    return key === undefined ? href : `${href}&${new URLSearchParams({ key })}`;
  }

  /** Where a headline's figure is taken apart. */
  function open({ deeds, open: still, ...change }, report) {
    if (deeds) return each(deeds, report);
    return rows(still ? {} : { all: '1', ...change }, report);
  }

  function filters(report) {
    const set = (name) => (event) => go(href({ [name]: event.target.value }), true);
    const option = (value, text, chosen) => h('option', { value, selected: value === chosen }, text);
    const others = SHARED.filter(
      (name) => filter[name] && !['shop', 'platform', 'assignee', 'from', 'to'].includes(name),
    );
    return h(
      'form.filters',
      { 'aria-label': '筛选', 'data-keep': 'report', onsubmit: (event) => event.preventDefault() },
      h(
        'span.periods',
        {},
        PERIODS.map(([n, text]) =>
          h(
            'a',
            {
              href: href({ from: daysAgo(n - 1), to: daysAgo(0) }),
              'data-link': true,
              'data-key': `p${n}`,
              'aria-current': report.from === daysAgo(n - 1) && report.to === daysAgo(0) ? 'true' : undefined,
            },
            text,
          ),
        ),
      ),
      h(
        'label.date',
        {},
        '从',
        h('input', { type: 'date', value: report.from, 'data-key': 'from', onchange: set('from') }),
      ),
      h('label.date', {}, '到', h('input', { type: 'date', value: report.to, 'data-key': 'to', onchange: set('to') })),
      h(
        'select',
        { 'aria-label': '店铺', 'data-key': 'shop', onchange: set('shop') },
        option('', '全部店铺', filter.shop),
        shops(report).map((shop) => option(shop, shop, filter.shop)),
      ),
      h(
        'select',
        { 'aria-label': '平台', 'data-key': 'platform', onchange: set('platform') },
        option('', '全部平台', filter.platform),
        Object.entries(PLATFORMS).map(([value, text]) => option(value, text, filter.platform)),
      ),
      me.role === 'lead' &&
        h(
          'select',
          { 'aria-label': '负责人', 'data-key': 'assignee', onchange: set('assignee') },
          option('', '全部负责人', filter.assignee),
          report.members.map(({ member, name }) => option(member, name, filter.assignee)),
        ),
      others.map((name) =>
        h('a.chip', { href: href({ [name]: '' }), 'data-link': true, title: '去掉这个条件' }, `${filter[name]} ×`),
      ),
    );
  }

  function shops(report) {
    return [...new Set([filter.shop, ...report.shops.map(({ shop }) => shop)])].filter(Boolean);
  }

  function headlines(report) {
    return h(
      'section.figures',
      { 'aria-label': '概况' },
      HEADLINES.map(([key, words, define, change, format = String]) =>
        h(
          'a.figure',
          {
            href: open(change, report),
            'data-link': true,
            'data-key': key,
            title: define,
          },
          h('span', {}, words),
          h('strong', {}, format(report.now[key])),
          h('small', {}, `上期 ${format(report.before[key])}`),
        ),
      ),
    );
  }

  /** Sentences that agents say break no rule, whatever the filters. */
  function reported(report) {
    if (report.reported.length === 0) return '';
    return h(
      'section.alarms',
      {},
      h('h2', {}, `误报反馈（近 90 天 ${report.reported.length} 条）`),
      report.reported.map((alarm) =>
        h(
          'article.proposal',
          {},
          h('p', {}, alarm.text || '（句子已清除）'),
          h(
            'p.by',
            {},
            `${LABELS[alarm.label] ?? '提示'} · ${alarm.rule} · ${nameOf(report.members, alarm.actor)} · ${moment(alarm.at)} `,
            h('a', { href: `/?case=${encodeURIComponent(alarm.case)}`, 'data-link': true }, '看案例'),
          ),
        ),
      ),
    );
  }

  function days(report) {
    const rowsOf = (change) => (day) => open(change, { from: day, to: day });
    const lines = [
      { key: 'cases', name: '新案例', colour: '--brand', rows: rowsOf({}) },
      { key: 'bad', name: '中差评', colour: '--urgent', dash: [6, 4], rows: rowsOf({ rating: 'poor' }) },
      { key: 'resolved', name: '已解决', colour: '--soon', dash: [2, 3], rows: rowsOf({ resolved: '1' }) },
    ];
    return trend('每天', report.days, lines, looked);
  }

  function sheet(report) {
    const lines = table.lines(report);
    shown = {
      titles: table.columns.map(({ title }) => title),
      rows: lines.map((line) => table.columns.map((column) => column.value(line, report))),
    };
    if (lines.length === 0)
      return h('div.empty', {}, h('p', {}, '这段时间没有数据。'), h('p', {}, '换一段时间，或去掉一些条件。'));
    return h(
      'section',
      { 'aria-label': title },
      h(
        'p.downloads',
        {},
        downloads(
          () => `${title}-${report.from}-${report.to}`,
          () => shown,
        ),
      ),
      h(
        'div.scroll',
        {},
        h(
          'table.figures',
          {},
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              table.columns.map(({ title, define }) => h('th', { scope: 'col', title: define, tabindex: '0' }, title)),
            ),
          ),
          h(
            'tbody',
            {},
            lines.map((line, i) =>
              h(
                'tr',
                {},
                table.columns.map(({ rows: to, deeds }, k) => {
                  const value = shown.rows[i][k];
                  const href = to ? rows(to(line, report), report) : deeds && each(deeds(line), report);
                  const cell = href ? h('a', { href, 'data-link': true }, String(value)) : String(value);
                  return k === 0
                    ? h('th', { scope: 'row' }, cell)
                    : h('td', { class: typeof value === 'number' ? 'number' : undefined }, cell);
                }),
              ),
            ),
          ),
        ),
      ),
    );
  }
}
