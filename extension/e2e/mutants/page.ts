// What a redesign, or the page's own code, may do to a page before anyone looks at it. Each takes the
// body of a parsed sample and changes it. The mark data-row goes where the order number goes.
import type { Random } from './random';

export type Mutation = (body: HTMLElement, random: Random) => void;

export const ROW = '[data-row]';

/** The rows of a page: what holds one mark and does not hold another's. Counted once, however many there are. */
export function rowsOf(body: ParentNode): HTMLElement[] {
  const marks = [...body.querySelectorAll<HTMLElement>(ROW)];
  const held = new Map<Element, number>();
  for (const mark of marks)
    for (let up = mark.parentElement; up && up !== body; up = up.parentElement) held.set(up, (held.get(up) ?? 0) + 1);
  return marks.map((mark) => {
    let at = mark;
    for (let up = at.parentElement; up && held.get(up) === 1; up = up.parentElement) at = up;
    return at;
  });
}

const texts = (root: Node): Text[] => {
  const walker = (root.ownerDocument ?? document).createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const all: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if ((node as Text).data.trim()) all.push(node as Text);
  return all;
};

const inRows = (body: HTMLElement, selector: string) =>
  rowsOf(body).flatMap((row) => [...row.querySelectorAll<HTMLElement>(selector)]);

/** What the buyer wrote, wherever the sample keeps it. */
const words = (body: HTMLElement) =>
  texts(body).filter((t) => t.parentElement?.closest('.rate-content') && t.data.length > 1);

const SAYINGS = [
  '订单号：9999999999999999999',
  '初次评价：2020-01-01 00:00',
  '追评：2026-07-19 08:00',
  '还有1天可回复',
  '已超过回复期限',
  '评价回复记录',
  '投诉成立',
  '负面评价',
  '付款时间：2026-07-19 23:00:00',
  '<b>订单号：8888888888888888888</b><script>window.pwned=1</script>',
  '\u202e\u2067倒过来\u2069',
];

function rename(body: HTMLElement, random: Random): void {
  const salt = random.below(1e6).toString(36);
  for (const el of body.querySelectorAll('[class]')) {
    el.setAttribute(
      'class',
      [...el.classList].map((c) => `m${salt}${c.length}${c.charCodeAt(c.length - 1)}`).join(' '),
    );
  }
}

function hash(body: HTMLElement, random: Random): void {
  const salt = random.below(1e6).toString(36);
  for (const el of body.querySelectorAll('[class]')) {
    el.setAttribute('class', [...el.classList].map((c) => `${c}__${salt}`).join(' '));
  }
}

function dropAttributes(body: HTMLElement, random: Random): void {
  const names = random.shuffle(['class', 'role', 'type', 'href', 'id', 'placeholder', 'colspan']).slice(0, 3);
  for (const el of body.querySelectorAll('*'))
    for (const name of names) if (random.chance(0.5)) el.removeAttribute(name);
}

function wrap(body: HTMLElement, random: Random): void {
  for (const el of inRows(body, 'td *, div div')) {
    if (!random.chance(0.25) || !el.parentElement || /^(TR|TBODY|THEAD|TABLE|TD)$/.test(el.tagName)) continue;
    const box = document.createElement(random.pick(['div', 'span', 'section']));
    el.replaceWith(box);
    box.append(el);
  }
}

function unwrap(body: HTMLElement, random: Random): void {
  for (const el of inRows(body, 'div, span')) {
    if (!random.chance(0.4) || el.hasAttribute('data-row') || !el.parentElement) continue;
    el.replaceWith(...el.childNodes);
  }
}

function reorderCells(body: HTMLElement, random: Random): void {
  const order = random.shuffle([0, 1, 2, 3, 4, 5, 6, 7]);
  for (const row of body.querySelectorAll('tbody tr')) {
    const cells = [...row.children];
    row.append(...order.flatMap((i) => cells[i] ?? []), ...cells.slice(order.length));
  }
}

function split(body: HTMLElement, random: Random): void {
  for (const row of rowsOf(body)) {
    for (const text of texts(row)) {
      if (text.data.length < 2 || !random.chance(0.3)) continue;
      const at = 1 + random.below(text.data.length - 1);
      const tag = random.pick(['span', 'b', 'div']);
      const parts = [text.data.slice(0, at), text.data.slice(at)].map((part) => {
        const el = document.createElement(tag);
        el.textContent = part;
        return el;
      });
      text.replaceWith(...parts);
    }
  }
}

function fullWidth(body: HTMLElement, random: Random): void {
  const digits = random.chance(0.3);
  for (const text of texts(body)) {
    let said = random.chance(0.5) ? text.data.replace(/：/g, ':') : text.data.replace(/:/g, '：');
    said = said.replace(/,/g, '，').replace(/ /g, random.pick([' ', '\u00a0', '\u3000', '  ']));
    if (digits && random.chance(0.3)) said = said.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
    text.data = said;
  }
}

function marks(body: HTMLElement, random: Random): void {
  for (const text of texts(body)) {
    if (!random.chance(0.2)) continue;
    const at = random.below(text.data.length + 1);
    const mark = random.pick(['\u200f', '\u200e', '\u200b', '\u202e', '\ufeff', '\u2067', ' ', '\n']);
    text.data = text.data.slice(0, at) + mark + text.data.slice(at);
  }
}

function sayings(body: HTMLElement, random: Random): void {
  for (const text of words(body)) if (random.chance(0.5)) text.data = random.pick(SAYINGS);
}

function sayMore(body: HTMLElement, random: Random): void {
  for (const text of words(body)) {
    if (!random.chance(0.4)) continue;
    const el = document.createElement('span');
    el.textContent = random.pick(SAYINGS);
    text.parentElement?.append(random.chance(0.5) ? el : document.createElement('br'), el);
  }
}

function loseLabels(body: HTMLElement, random: Random): void {
  for (const text of texts(body)) {
    if (/[:：]/.test(text.data) && random.chance(0.3))
      text.data = random.chance(0.5) ? '' : text.data.replace(/^[^:：]*[:：]/, '');
  }
}

function loseCells(body: HTMLElement, random: Random): void {
  for (const el of inRows(body, 'td, td > *')) if (random.chance(0.15) && !el.querySelector(ROW)) el.remove();
}

function mergeRows(body: HTMLElement, random: Random): void {
  const rows = rowsOf(body);
  for (let i = 1; i < rows.length; i += 2) {
    if (random.chance(0.5)) rows[i - 1]?.append(...(rows[i]?.childNodes ?? []));
  }
}

function moveCell(body: HTMLElement, random: Random): void {
  const rows = rowsOf(body);
  for (let i = 1; i < rows.length; i += 2) {
    // Only cells that say whose they are: any other would belong to its new row for every
    // reader. And only into rows that keep their own.
    const cells = [...(rows[i]?.children ?? [])].filter((c) => /订单|退款编号/.test(c.textContent ?? ''));
    if (cells.length && random.chance(0.3)) rows[i - 1]?.append(random.pick(cells));
  }
}

function shuffleRows(body: HTMLElement, random: Random): void {
  const lists = new Set(rowsOf(body).map((row) => row.parentElement));
  for (const list of lists) list?.append(...random.shuffle([...list.children]));
}

function repeatRows(body: HTMLElement, random: Random): void {
  for (const row of rowsOf(body)) if (random.chance(0.2)) row.after(row.cloneNode(true));
}

function dropRows(body: HTMLElement, random: Random): void {
  for (const row of rowsOf(body)) if (random.chance(0.3)) row.remove();
}

function divs(body: HTMLElement): void {
  for (const el of [...body.querySelectorAll('table, thead, tbody, tr, th, td')].reverse()) {
    const box = document.createElement('div');
    for (const { name, value } of el.attributes) box.setAttribute(name, value);
    if (el.tagName === 'TH') box.setAttribute('role', 'columnheader');
    box.append(...el.childNodes);
    el.replaceWith(box);
  }
}

function hideSome(body: HTMLElement, random: Random): void {
  for (const el of inRows(body, 'div, span')) if (random.chance(0.1)) el.style.display = 'none';
}

function strangers(body: HTMLElement, random: Random): void {
  for (const row of rowsOf(body)) {
    if (!random.chance(0.2)) continue;
    const other = row.cloneNode(false) as HTMLElement;
    other.textContent = random.pick(['广告', '加载中', '订单号：', '初次评价：2026-07-01 10:00', '还有3天可回复']);
    random.chance(0.5) ? row.before(other) : row.after(other);
  }
}

function shadow(body: HTMLElement, random: Random): void {
  for (const row of rowsOf(body)) {
    for (const cell of row.children) {
      if (!random.chance(0.15)) continue;
      const box = document.createElement('div');
      box.dataset.shadow = '1';
      box.append(...cell.childNodes);
      cell.append(box);
    }
  }
}

function frame(body: HTMLElement, random: Random): void {
  const rows = rowsOf(body);
  const row = rows[random.below(rows.length)];
  const cell = row?.lastElementChild;
  if (!cell || cell.querySelector(ROW)) return;
  const box = document.createElement('iframe');
  box.srcdoc = cell.innerHTML;
  cell.replaceChildren(box);
}

export const PAGE: Record<string, Mutation> = {
  rename,
  hash,
  dropAttributes,
  wrap,
  unwrap,
  reorderCells,
  split,
  fullWidth,
  marks,
  sayings,
  sayMore,
  loseLabels,
  loseCells,
  mergeRows,
  moveCell,
  shuffleRows,
  repeatRows,
  dropRows,
  divs,
  hideSome,
  strangers,
  shadow,
  frame,
};

/** Opens the shadow roots a mutation marked: they do not survive a parse. */
export function openShadows(body: HTMLElement): void {
  for (const box of body.querySelectorAll('[data-shadow]')) {
    const root = box.attachShadow({ mode: 'open' });
    root.append(...box.childNodes);
  }
}

/** Rows until there are `most`, each with an order number of its own; gives new row → the row it was made from. */
export function grow(body: HTMLElement, most: number): Map<string, { from: string; order: string }> {
  const made = new Map<string, { from: string; order: string }>();
  const rows = rowsOf(body);
  for (let i = 0; rows.length + made.size < most && rows.length; i++) {
    const row = rows[i % rows.length] as HTMLElement;
    const copy = row.cloneNode(true) as HTMLElement;
    const mark = copy.matches(ROW) ? copy : (copy.querySelector(ROW) as HTMLElement);
    const order = String(7_000_000_000_000_000n + BigInt(i));
    for (const text of texts(copy)) text.data = text.data.replace(/\d{15,}/, order);
    const key = `grown-${i}`;
    made.set(key, { from: mark.dataset.row ?? '', order });
    mark.dataset.row = key;
    row.parentElement?.append(copy);
  }
  return made;
}
