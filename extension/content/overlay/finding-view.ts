// The card of one finding: what is wrong, why, what it costs, and what to write instead.
import type { Finding } from '../../engine';
import { LABELS, SEVERITIES } from '../words';
import { button, h, sourced } from './dom';

export interface FindingActions {
  replace?: () => void;
  ignoreOnce: () => void;
  /** Absent where the lead forbids it. */
  ignoreRule?: () => void;
  report: () => void;
}

export function findingView(finding: Finding, actions: FindingActions): HTMLElement {
  const { severity, label, source, penalty } = finding;
  const name = LABELS[label] ?? '';
  return h(
    'div',
    { class: 'card', role: 'dialog', 'aria-label': `${SEVERITIES[severity] ?? ''}:${name}` },
    h('h2', {}, h('span', { class: `chip ${severity}` }, SEVERITIES[severity] ?? severity), name),
    h('p', {}, finding.message),
    penalty
      ? h('p', { class: 'small soft' }, `后果：${penalty.text}${penalty.date ? `（${penalty.date}）` : ''}`)
      : null,
    sourced(source.title, source.date),
    finding.rewrite ? h('p', { class: 'small soft' }, '可以这样说：') : null,
    finding.rewrite ? h('div', { class: 'quote' }, finding.rewrite) : null,
    h(
      'div',
      { class: 'row' },
      actions.replace ? button('替换', actions.replace, 'main') : null,
      button('忽略这次', actions.ignoreOnce, 'link'),
      actions.ignoreRule ? button('本店忽略', actions.ignoreRule, 'link') : null,
      button('反馈误报', actions.report, 'link'),
    ),
  );
}
