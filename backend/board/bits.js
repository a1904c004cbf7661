// Small pieces that several pages show.
import { h } from './dom.js';
import { exact, STATES } from './words.js';

/** The most pressing window of a case, its state told by sign and words as well as by colour. */
export function badge(of) {
  if (!of)
    return h(
      'span.badge',
      { 'data-state': 'unknown', title: '没有可算的时限' },
      h('i', { 'aria-hidden': 'true' }, '–'),
      '无时限',
    );
  return h(
    'span.badge',
    { 'data-state': of.state, title: [of.label, exact(of.closes)].filter(Boolean).join('\n') },
    h('i', { 'aria-hidden': 'true' }, STATES[of.state]?.[1] ?? ''),
    of.text,
  );
}

export function nameOf(people, member) {
  return people.find((person) => person.member === member)?.name ?? '已离开的成员';
}
