import type { JSX } from 'preact';
import type { Badge } from '../../engine';
import { exact } from './time';

// Each state has a shape of its own: colour alone tells some people nothing.
const SHAPES: Record<string, JSX.Element> = {
  open: <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5" />,
  soon: <path d="M6 1.2a4.8 4.8 0 1 0 4.8 4.8H6z" fill="currentColor" />,
  urgent: <path d="M6 .8 11.6 11H.4z" fill="currentColor" />,
  over: <path d="m2.5 2.5 7 7m0-7-7 7" stroke="currentColor" stroke-width="2" stroke-linecap="round" />,
};

/** What can still happen to a case and for how long, in one look. */
export function BadgeChip({ badge }: { badge: Badge }) {
  return (
    <span class={`badge ${badge.state}`} title={exact(badge.closes)}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {SHAPES[badge.state] ?? SHAPES.open}
      </svg>
      <span aria-hidden="true">{badge.text}</span>
      <span class="spoken">{badge.label}</span>
    </span>
  );
}
