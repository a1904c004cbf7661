// A row's badge: an element of the page's own table with our drawing in a closed shadow root.
import type { Badge } from '../../engine';
import { h, icon, SHAPES } from './dom';
import { BADGE, sheet } from './sheets';

export interface BadgeView {
  host: HTMLElement;
  body: HTMLElement;
  text: Text;
}

export function badgeView(): BadgeView {
  const host = h('span', { 'data-pingban': 'badge', role: 'button', tabindex: 0, 'aria-haspopup': 'dialog' });
  const root = host.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [sheet(BADGE)];
  const body = h('span', { class: 'badge' });
  root.append(body);
  return { host, body, text: new Text() };
}

/** Shows a badge of a case; only what changed is touched. */
export function showBadge({ host, body, text }: BadgeView, id: string, badge: Badge): void {
  const { kind, state, basis, closes, label } = badge;
  if (host.dataset.state !== state) {
    body.className = `badge ${state}`;
    body.replaceChildren(icon(SHAPES[state] ?? SHAPES.open ?? ''), text);
  }
  for (const [name, value] of Object.entries({ case: id, kind, state, basis, closes })) {
    if (host.dataset[name] !== value) host.dataset[name] = value;
  }
  // What one sees comes first in the name: who speaks to the computer says that.
  host.setAttribute('aria-label', `${badge.text}，${label}`);
  text.data = badge.text;
}
