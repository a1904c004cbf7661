// The windows as a form: how long each lasts and what missing it costs. What is changed goes into the
// team's clocks pack, looked at first, and every device and the board count by it.
import { send } from './api.js';
import { h } from './dom.js';
import { exact, PLATFORMS, WINDOWS } from './words.js';

const HOUR = 3_600_000;
/** The start of a window in its own example. */
const START = '2026-03-01T10:00:00+08:00';
/** The window whose form is open, kept over a redraw. */
let chosen = '';

const nameOf = ({ platform, kind }) => `${PLATFORMS[platform]} ${WINDOWS[kind] ?? kind}`;
const lengthOf = ({ days = 0, hours = 0 }) =>
  [days && `${days} 天`, hours && `${hours} 小时`].filter(Boolean).join(' ') || '没有';
const cst = (ms) => `${new Date(ms + 8 * HOUR).toISOString().slice(0, 19)}+08:00`;

/** @param clocks answer of /v1/clocks @param pack the team's clocks pack @param refresh draws the page anew */
export function clockForm({ items, shipped }, pack, refresh) {
  const lasting = items.filter(({ never }) => !never);
  const changed = items.filter((item) => pack.body.items.some(({ id }) => id === item.id));
  const form = h('form.clock', { 'aria-label': '改一个时限' });
  const choice = h(
    'select',
    {
      'data-key': 'clock',
      onchange: () => {
        chosen = choice.value;
        fill(form, lasting, shipped, pack, refresh);
      },
    },
    h('option', { value: '' }, '选一个时限…'),
    Object.keys(PLATFORMS).map((platform) => {
      const own = lasting.filter((item) => item.platform === platform);
      return (
        own.length > 0 &&
        h(
          'optgroup',
          { label: PLATFORMS[platform] },
          own.map((item) => h('option', { value: item.id }, `${nameOf(item)}：${lengthOf(item)}`)),
        )
      );
    }),
  );
  choice.value = chosen;
  fill(form, lasting, shipped, pack, refresh);
  return h(
    'section.clocks',
    { 'data-keep': 'clocks' },
    h('h2', {}, '时限'),
    h('p.none', {}, '平台改了规定，在这里改，一分钟内每位客服的页面和这块看板都按新的算。'),
    changed.length > 0 &&
      h(
        'ul',
        {},
        changed.map((item) => {
          const before = shipped.find(({ id }) => id === item.id);
          return h(
            'li',
            {},
            `${nameOf(item)}：${lengthOf(item)}`,
            before && h('span.none', {}, `（原来 ${lengthOf(before)}）`),
          );
        }),
      ),
    h('label', {}, '哪一个', choice),
    form,
  );
}

/** Fills the form with the window chosen. */
function fill(form, items, shipped, pack, refresh) {
  const item = items.find(({ id }) => id === chosen);
  if (!item) return form.replaceChildren();
  const number = (name, value, most, step = '1') =>
    h('input', { type: 'number', name, min: '0', max: String(most), step, value: String(value), required: true });
  const said = h('p.said', { role: 'status' });
  const own = pack.body.items.some(({ id }) => id === item.id);

  form.onsubmit = (event) => {
    event.preventDefault();
    put(withItem(pack.body, changedItem(item, new FormData(form))));
  };
  form.replaceChildren(
    ...[
      h('label', {}, '天数', number('days', item.days ?? 0, 3650)),
      h('label', {}, '再加小时', number('hours', item.hours ?? 0, 87600)),
      item.cost && [
        h('label', {}, '错过赔订单金额的 %', number('percent', item.cost.percent, 100, 'any')),
        h('label', {}, '最少（元）', number('min', item.cost.min, 1e6, 'any')),
        h('label', {}, '最多（元）', number('max', item.cost.max, 1e6, 'any')),
      ],
      h(
        'label.wide',
        {},
        '依据',
        h('input', { name: 'title', value: item.source.title, maxlength: '200', required: true }),
      ),
      h(
        'label',
        {},
        '依据的日期',
        h('input', {
          name: 'date',
          value: item.source.date,
          pattern: '\\d{4}(-\\d{2}(-\\d{2})?)?',
          title: '2026、2026-11 或 2026-11-26',
          required: true,
        }),
      ),
      h('label.wide', {}, '说明', h('input', { name: 'note', value: item.note ?? '', maxlength: '200' })),
      h(
        'p.actions',
        {},
        h('button', { type: 'button', 'data-key': 'clock-look', onclick: look }, '看看会变什么'),
        h('button.primary', { type: 'submit', 'data-key': 'clock-save' }, '检查并保存'),
        own &&
          h(
            'button.plain',
            {
              type: 'button',
              'data-key': 'clock-back',
              onclick: () => put({ ...pack.body, items: pack.body.items.filter(({ id }) => id !== item.id) }),
            },
            `恢复原来的（${lengthOf(shipped.find(({ id }) => id === item.id) ?? {})}）`,
          ),
      ),
      said,
    ]
      .flat()
      .filter(Boolean),
  );

  async function look() {
    if (!form.reportValidity()) return;
    await guarded(async () => {
      const body = withItem(pack.body, changedItem(item, new FormData(form)));
      const { changes } = await send('PUT', '/v1/packs/clocks?preview=1', body, undefined, match(pack));
      said.replaceChildren(
        changes.length === 0
          ? '时长没有变。'
          : changes
              .map(({ id, before, after }) => {
                const name = nameOf(items.find((one) => one.id === id) ?? { platform: '', kind: id });
                return `${name}：如果现在开始，原来到 ${exact(before)}，改后到 ${exact(after)}。`;
              })
              .join('\n'),
      );
    });
  }

  const put = (body) =>
    guarded(async () => {
      await send('PUT', '/v1/packs/clocks', body, undefined, match(pack));
      document.activeElement?.blur(); // or the redraw would leave the section as it stands
      await refresh();
    });

  async function guarded(work) {
    try {
      await work();
    } catch (error) {
      said.textContent =
        error.code === 'conflict'
          ? '刚刚有人改过，请刷新后再改一次。'
          : `没有保存：${error.field ? `${error.field} ` : ''}${error.message}`;
    }
  }
}

const match = ({ version }) => ({ 'If-Match': `"${version}"` });

const withItem = (body, item) => ({
  off: body.off.filter((id) => id !== item.id),
  items: [...body.items.filter(({ id }) => id !== item.id), item],
});

/** The window as the form has it, with an example of its own in place of those that speak of the old length. */
function changedItem(item, data) {
  const days = Number(data.get('days'));
  const hours = Number(data.get('hours'));
  const end = Date.parse(START) + (days * 24 + hours) * HOUR - (item.end === 'exclusive' ? 1000 : 0);
  const given = { now: START, [item.from]: START, ...(item.only === 'shipped' && { shipped_at: START }) };
  return {
    ...item,
    days,
    hours,
    ...(item.cost && {
      cost: { percent: Number(data.get('percent')), min: Number(data.get('min')), max: Number(data.get('max')) },
    }),
    source: { title: data.get('title').trim(), date: data.get('date').trim() },
    note: data.get('note').trim(),
    examples: [{ name: '主管改的时长', in: { platform: '', id: '', ...given }, want: { closes: cst(end) } }],
  };
}
