// What a figure counts that is no case, one by one: each contact, payment, warning or use of a script.
import { get } from './api.js';
import { nameOf } from './bits.js';
import { h } from './dom.js';
import { downloads } from './download.js';
import { pick } from './filters.js';
import { exact, moment } from './words.js';

/** Kind → its title, what it calls a deed's key, and whether it has an amount. */
const KINDS = {
  contact: ['联系', '渠道', false],
  compensation: ['赔付', '方式', true],
  finding: ['规则提示', '规则', false],
  script: ['话术使用', '话术', false],
};
const ACTIONS = {
  shown: '提示',
  fixed: '改正',
  ignored: '忽略',
  sent: '仍发送',
  reported: '误报反馈',
  edited: '改过',
};
const AMOUNT = '金额（元）';

export function deedsView(query, me) {
  const filter = pick(query, ['kind', 'action', 'actor']);
  if (query.has('key')) filter.key = query.get('key');
  const [title, what, paid] = KINDS[filter.kind] ?? KINDS.contact;
  return {
    title,
    load: (signal) => get(`/v1/deeds?${query}`, {}, signal), // as the address has it: an empty key is one too
    draw(data) {
      const period = `${data.from} 至 ${data.to}`;
      const held = [
        filter.actor && nameOf(data.members, filter.actor),
        filter.key === '' ? '未写' : filter.key,
        ACTIONS[filter.action],
      ].filter(Boolean);
      return [
        h(
          'header.page',
          {},
          h('h1', {}, title),
          h('p.period', {}, [period, ...held, me.role === 'lead' ? '' : '只有您自己的'].filter(Boolean).join(' · ')),
        ),
        ...(data.deeds.length > 0 ? [sheet(data)] : [h('div.empty', {}, h('p', {}, '这段时间没有数据。'))]),
        data.more ? h('p.more', {}, `只列出最近的 ${data.deeds.length} 条；请把时间选短一些。`) : '',
      ];
    },
  };

  function sheet(data) {
    const titles = ['时间', '客服', what, paid ? AMOUNT : '经过', '案例'];
    const cells = (deed) => [
      nameOf(data.members, deed.actor),
      deed.key || '未写',
      paid ? deed.fen / 100 : (ACTIONS[deed.action] ?? ''),
    ];
    const shown = { titles, rows: data.deeds.map((deed) => [exact(deed.at), ...cells(deed), deed.case]) };
    return h(
      'section',
      { 'aria-label': title },
      h(
        'p.downloads',
        {},
        downloads(
          () => `${title}-${data.from}-${data.to}`,
          () => shown,
        ),
      ),
      h(
        'div.scroll',
        {},
        h(
          'table.figures.deeds',
          {},
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              titles.map((text) => h('th', { scope: 'col', class: text === AMOUNT ? 'number' : undefined }, text)),
            ),
          ),
          h(
            'tbody',
            {},
            data.deeds.map((deed) =>
              h(
                'tr',
                { 'data-deed': deed.event },
                h('th', { scope: 'row' }, h('time', { datetime: deed.at, title: exact(deed.at) }, moment(deed.at))),
                cells(deed).map((value) =>
                  h(
                    'td',
                    { class: typeof value === 'number' ? 'number' : undefined },
                    typeof value === 'number' ? value.toFixed(2) : value,
                  ),
                ),
                h(
                  'td',
                  {},
                  h(
                    'a',
                    {
                      href: `/?case=${encodeURIComponent(deed.case)}`,
                      'data-link': true,
                      'data-key': deed.event,
                      'aria-label': `看案例 ${deed.case}`,
                    },
                    '看案例',
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    );
  }
}
