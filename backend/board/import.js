// Takes the team's own spreadsheet of cases over: columns matched, a look before anything is sent,
// faults by row.
import { send } from './api.js';
import { h } from './dom.js';
import { eventsOf, guess, TITLES } from './importing.js';
import { readSheet } from './sheetread.js';

const PREVIEW = 5;
const BATCH = 100;
const SHOWN_FAULTS = 50;

export function importView(refresh) {
  let sheet;
  let columns = [];
  let said = '';
  let faults = [];

  return {
    title: '导入',
    load: async () => ({}),
    draw: () => [
      h('h1', {}, '导入登记表'),
      choose(),
      sheet ? match() : '',
      said ? h('p.said', { role: 'status' }, said) : '',
      list(),
    ],
  };

  function choose() {
    return h(
      'form.invite',
      {},
      h(
        'label',
        {},
        '选择表格（CSV 或 Excel）',
        h('input', { type: 'file', accept: '.csv,.xlsx', 'data-key': 'file', onchange: read }),
      ),
      h('span.none', {}, '第一行是标题。同一份表导两次，不会重复。'),
    );
  }

  async function read(event) {
    const [file] = event.target.files;
    [said, faults, sheet] = ['', [], undefined];
    try {
      const rows = await readSheet(file);
      if (rows.length < 2) throw new Error('表格里没有数据');
      sheet = { titles: rows[0], rows: rows.slice(1) };
      columns = guess(sheet.titles);
    } catch (error) {
      said = `读不出这份表格：${error.message}`;
    }
    refresh();
  }

  function match() {
    const ready = columns.includes('order');
    return h(
      'section',
      {},
      h('h2', {}, `各列是什么（共 ${sheet.rows.length} 行，先看前 ${Math.min(PREVIEW, sheet.rows.length)} 行）`),
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
              sheet.titles.map((title, i) => h('th', { scope: 'col' }, title, ' ', pick(i))),
            ),
          ),
          h(
            'tbody',
            {},
            sheet.rows.slice(0, PREVIEW).map((row) =>
              h(
                'tr',
                {},
                sheet.titles.map((_, i) => h('td', {}, row[i] ?? '')),
              ),
            ),
          ),
        ),
      ),
      h(
        'p.actions',
        {},
        h(
          'button.primary',
          { type: 'button', disabled: !ready, 'data-key': 'go', onclick: run },
          `导入 ${sheet.rows.length} 行`,
        ),
        ready ? '' : h('span.fault', {}, '请指出哪一列是订单号。'),
      ),
    );
  }

  function pick(i) {
    const change = (event) => {
      columns[i] = event.target.value;
      refresh();
    };
    return h(
      'select',
      { 'aria-label': `“${sheet.titles[i]}”是什么`, 'data-key': `column-${i}`, onchange: change },
      h('option', { value: '' }, '不导入'),
      Object.entries(TITLES).map(([value, text]) => h('option', { value, selected: columns[i] === value }, text)),
    );
  }

  async function run() {
    faults = [];
    const lines = new Map(); // event id → line of the file
    const events = [];
    for (const [i, row] of sheet.rows.entries()) {
      const { fault, events: made = [] } = await eventsOf(row, columns);
      if (fault) faults.push([i + 2, fault]);
      for (const event of made) lines.set(event.id, i + 2);
      events.push(...made);
    }
    let [fresh, known] = [0, 0];
    try {
      for (let at = 0; at < events.length; at += BATCH) {
        const answer = await send('POST', '/v1/events', { events: events.slice(at, at + BATCH) });
        fresh += answer.accepted.length;
        known += answer.duplicate.length;
        for (const { id, error } of answer.refused) faults.push([lines.get(id) ?? 0, error.message]);
        said = `已导入 ${Math.min(events.length, at + BATCH)} / ${events.length} 条记录…`;
        refresh();
      }
      said = `导入完成：新增 ${fresh} 条记录，${known} 条早已有，${faults.length} 处有问题。`;
    } catch (error) {
      said = `中途停下：${error.message}。已经导入的不会丢，再导一次会接着来。`;
    }
    faults.sort(([a], [b]) => a - b);
    refresh();
  }

  function list() {
    if (faults.length === 0) return '';
    return h(
      'section.faults',
      {},
      h('h2', {}, '有问题的行'),
      h(
        'ol.versions',
        {},
        faults.slice(0, SHOWN_FAULTS).map(([line, text]) => h('li', {}, `第 ${line} 行：${text}`)),
      ),
      faults.length > SHOWN_FAULTS && h('p.none', {}, `还有 ${faults.length - SHOWN_FAULTS} 处。`),
    );
  }
}
