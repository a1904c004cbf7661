// What happened to a case, in order, in words.
import { nameOf } from './bits.js';
import { h } from './dom.js';
import { exact, FIELDS, LABELS, moment, RATINGS } from './words.js';

const ACTIONS = {
  shown: '看到提示',
  fixed: '按提示改了',
  ignored: '忽略了提示',
  sent: '仍然发送',
  reported: '反馈误报',
};

/** Kind of an event → what to say of it, given its body. */
const SAY = {
  review: () => '记下评价',
  note: () => '写了备注',
  note_edit: () => '改了备注',
  note_delete: () => '删了备注',
  field: (body, people) => {
    const value =
      body.name === 'assignee'
        ? body.value && nameOf(people, body.value)
        : (RATINGS[body.value] ?? [body.value].flat().join('、'));
    return `${FIELDS[body.name] ?? body.name}：${value || '清空'}`;
  },
  contact: (body) => `联系买家（${body.channel}）：${body.result}`,
  compensation: (body) => `补偿 ${body.amount} 元（${body.form}）：${body.why}`,
  finding: (body) => `${ACTIONS[body.action] ?? body.action}：${LABELS[body.label] ?? '用语建议'}`,
  script: (body) => `用了一条话术${body.edited ? '（改过）' : ''}`,
  complaint: (body) => `投诉 ${body.type}${body.result ? `：${body.result}` : ''}`,
  erased: () => '内容已按要求清除',
};

export function timeline(state, people) {
  const items = [...state.timeline].reverse();
  return h(
    'section.timeline',
    {},
    h('h2', {}, '经过'),
    h(
      'ol',
      {},
      items.map((item) =>
        h(
          'li',
          { 'data-kind': item.kind },
          h('time', { datetime: item.at, title: exact(item.at) }, moment(item.at)),
          h('span.actor', {}, item.actor ? nameOf(people, item.actor) : '系统'),
          h('span', {}, SAY[item.kind]?.(item.body ?? {}, people) ?? item.kind),
        ),
      ),
    ),
  );
}
