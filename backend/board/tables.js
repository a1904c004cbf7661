// What each page of figures shows. A column has a title, what it means, its value (as in the
// downloads: a number or a text), and where its rows are: cases, or what was done, one by one (`deeds`).
import { nameOf } from './bits.js';
import { before } from './filters.js';

const yuan = (fen) => Math.round(fen) / 100;
export const minutes = (m) => {
  if (m < 0) return '—';
  if (m < 60) return `${m} 分`;
  return m < 2880
    ? `${Math.floor(m / 60)} 小时 ${m % 60} 分`
    : `${Math.floor(m / 1440)} 天 ${Math.floor((m % 1440) / 60)} 小时`;
};

const cases = (title, key, define, rows) => ({ title, define, value: (line) => line[key], rows });
const done = (title, key, define, deeds) => ({ title, define, value: (line) => line[key], deeds });

/** Headline figures: key, words, meaning, the filter that lists its rows or the page that takes it apart, how it is written. */
export const HEADLINES = [
  ['cases', '新案例', '这段时间里评价的案例；不知道评价时间的，按第一次记录', {}],
  ['bad', '中差评', '其中评价等级为中评或差评的', { rating: 'poor' }],
  ['open', '还在处理', '其中状态不是已解决、已解释、放弃的', { open: '1' }],
  ['overdue', '解释超期', '还在处理、商家解释期已过的', { overdue: '1' }],
  ['resolved', '已解决', '这段时间里状态变为已解决、至今没有改回的案例，不论何时评价', { resolved: '1' }],
  ['touch_median', '首次处理（中位）', '从评价到第一次联系、备注、用话术或投诉的时间，一半的案例比它快', {}, minutes],
  ['touch_p90', '首次处理（九成）', '九成的案例在这么久之内有人处理', {}, minutes],
  ['resolve_median', '解决用时（中位）', '从评价到状态变为已解决的时间，一半的案例比它快', {}, minutes],
  ['contacts', '联系次数', '登记的旺旺、电话、短信等联系', { deeds: { kind: 'contact' } }],
  ['fen', '赔付（元）', '登记的赔付金额合计', { deeds: { kind: 'compensation' } }, (fen) => yuan(fen).toFixed(2)],
];

/** The cases of a line: of those it has no name for, the filter that says so. */
const line = (parameter, { key }) => ({ all: '1', ...(key ? { [parameter]: key } : { lacking: parameter }) });

const problem = (name, parameter) => ({
  title: name,
  columns: [
    { title: name, define: `案例登记的${name}`, value: (line) => line.key || '未登记' },
    cases('案例', 'cases', '这段时间里评价的案例', (of) => line(parameter, of)),
    cases('中差评', 'bad', '其中评价等级为中评或差评的', (of) => ({ ...line(parameter, of), rating: 'poor' })),
    cases('上期', 'before', '紧挨着的、同样长的上一段时间里的案例数', (of, report) => ({
      ...line(parameter, of),
      ...before(report),
    })),
    { title: '变化', define: '本期减上期', value: (line) => line.cases - line.before },
  ],
});

const paid = ({ key }) => ({ kind: 'compensation', key });
const found =
  (action) =>
  ({ rule }) => ({ kind: 'finding', key: rule, action });

export const TABLES = {
  people: {
    title: '人员',
    lines: (report) => report.people.filter(({ member }) => member !== ''),
    columns: [
      {
        title: '客服',
        define: '负责案例，或这段时间里做过登记的人',
        value: (line, report) => nameOf(report.members, line.member),
      },
      cases('负责', 'cases', '这段时间里评价、由其负责的案例', (line) => ({ assignee: line.member, all: '1' })),
      cases('还在处理', 'open', '其中状态不是已解决、已解释、放弃的', (line) => ({ assignee: line.member })),
      cases('已解决', 'resolved', '这段时间里由其改为已解决的案例；改评价不算', (line) => ({
        resolver: line.member,
        resolved: '1',
        all: '1',
      })),
      {
        title: '首次处理',
        define: '所负责案例从评价到第一次有人处理的时间，中位数',
        value: (line) => minutes(line.touch_median),
        rows: (line) => ({ assignee: line.member, all: '1' }),
      },
      done('联系', 'contacts', '登记的联系次数', (line) => ({ kind: 'contact', actor: line.member })),
      {
        title: '赔付（元）',
        define: '登记的赔付金额合计',
        value: (line) => yuan(line.fen),
        deeds: (line) => ({ kind: 'compensation', actor: line.member }),
      },
    ],
  },
  products: { ...problem('商品', 'product'), lines: (report) => report.products },
  reasons: { ...problem('原因', 'reason'), lines: (report) => report.reasons },
  shops: {
    title: '店铺',
    lines: (report) => report.shops,
    columns: [
      { title: '店铺', define: '案例所在的店铺', value: (line) => line.shop || '未知' },
      cases('案例', 'cases', '这段时间里评价的案例', ({ shop }) => line('shop', { key: shop })),
      cases('中差评', 'bad', '评价等级为中评或差评的', ({ shop }) => ({
        ...line('shop', { key: shop }),
        rating: 'poor',
      })),
      {
        title: '好评占比',
        define: '已知评价等级的案例里好评的比例；没被插件看到的评价不在其中',
        value: (line) =>
          line.good + line.bad > 0 ? `${Math.round((100 * line.good) / (line.good + line.bad))}%` : '—',
        rows: ({ shop }) => ({ ...line('shop', { key: shop }), rating: 'good' }),
      },
      cases('解释超期', 'overdue', '还在处理、商家解释期已过的', ({ shop }) => ({
        ...line('shop', { key: shop }),
        overdue: '1',
      })),
    ],
  },
  payments: {
    title: '赔付',
    lines: (report) => report.payments,
    columns: [
      { title: '方式', define: '登记的赔付方式', value: (line) => line.key || '未写' },
      done('笔数', 'n', '这段时间里登记的赔付', paid),
      { title: '金额（元）', define: '金额合计', value: (line) => yuan(line.fen), deeds: paid },
      { title: '平均（元）', define: '每笔平均', value: (line) => yuan(line.fen / Math.max(1, line.n)), deeds: paid },
    ],
  },
  rules: {
    title: '规则',
    lines: (report) => report.rules,
    columns: [
      { title: '规则', define: '规则的编号', value: (line) => line.rule },
      done('提示', 'shown', '编辑框里出现提示的次数', found('shown')),
      done('改正', 'fixed', '换成合规说法的次数', found('fixed')),
      done('忽略', 'ignored', '选了忽略的次数', found('ignored')),
      done('仍发送', 'sent', '提示后仍然发送的次数', found('sent')),
      done('误报反馈', 'reported', '客服反馈为误报的次数', found('reported')),
    ],
  },
  scripts: {
    title: '话术',
    lines: (report) => report.scripts,
    columns: [
      { title: '话术', define: '话术的编号', value: (line) => line.key },
      done('使用', 'n', '插入的次数', ({ key }) => ({ kind: 'script', key })),
      done('改过', 'edited', '插入后又改过的次数', ({ key }) => ({ kind: 'script', key, action: 'edited' })),
    ],
  },
};
