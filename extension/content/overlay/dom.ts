// Building elements. Text goes in as text, never as markup.

type Prop = string | number | boolean | undefined | ((event: never) => void);
type Child = Node | string | false | null | undefined;

/** An element; a function under `onclick` and the like becomes a listener, true an empty attribute. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Record<string, Prop> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') el.addEventListener(name.slice(2), value as (event: Event) => void);
    else if (value !== undefined && value !== false) el.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) el.append(child);
  return el;
}

export function button(text: string, act: (event: Event) => void, kind = ''): HTMLButtonElement {
  return h('button', { type: 'button', class: kind || 'plain', onclick: act }, text);
}

const SVG = 'http://www.w3.org/2000/svg';

/** Where something is written, its date on one line. */
export function sourced(title: string, date: string): HTMLElement {
  const said = date ? h('span', { class: 'unbroken' }, `· ${date}`) : null;
  return h('p', { class: 'small soft' }, `依据：${title} `, said);
}

/** A 16 by 16 drawing of one path, hidden from screen readers. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** A shape for each state, so that colour never tells it alone. */
export const SHAPES: Record<string, string> = {
  open: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3.4l2.2 1.4',
  soon: 'M4 2h8M4 14h8M5 2c0 4 6 4 6 6s-6 2-6 6M11 2c0 4-6 4-6 6s6 2 6 6',
  urgent: 'M8 1.8 14.6 13.6H1.4zM8 6v3.6M8 11.6v.2',
  over: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M5 8h6',
};

/** Tab goes round in a part of the page that stands alone at its end. */
export function goRound(root: ParentNode, event: KeyboardEvent): void {
  const stops = focusable(root);
  const at = stops.indexOf(event.target as HTMLElement) + (event.shiftKey ? -1 : 1);
  event.preventDefault();
  stops.at(at % stops.length)?.focus();
}

/** Elements one can Tab to, in order. */
export function focusable(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('button:not([disabled]),input,[tabindex="0"]')];
}
