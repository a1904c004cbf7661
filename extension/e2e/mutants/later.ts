// What a page does after it was read: each changes a live list and gives time to be followed.
import { rowsOf } from './page';
import type { Random } from './random';

export type Later = (list: HTMLElement, random: Random) => void | Promise<void>;

const OURS = '[data-pingban]';
/** Rows at most that are poured one into another again and again. */
const CHURNED = 60;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Text nodes and attributes of the page's own, in order. */
function parts(root: Element): { texts: Text[]; els: Element[] } {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const texts: Text[] = [];
  const els: Element[] = [root];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const el = node instanceof Element ? node : node.parentElement;
    if (el?.closest(OURS)) continue;
    if (node instanceof Text) texts.push(node);
    else els.push(node as Element);
  }
  return { texts, els };
}

/** Writes what one row shows into another's nodes, as React does that tells rows apart by index. */
function pour(from: { texts: string[]; tags: string; attributes: [string, string][][] }, into: Element): boolean {
  const { texts, els } = parts(into);
  if (texts.length !== from.texts.length || els.map((el) => el.tagName).join() !== from.tags) return false;
  texts.forEach((text, i) => {
    const said = from.texts[i] ?? '';
    if (text.data !== said) text.data = said;
  });
  els.forEach((el, i) => {
    const next = new Map(from.attributes[i]);
    for (const name of el.getAttributeNames())
      if (!name.startsWith('data-pingban') && !next.has(name)) el.removeAttribute(name);
    for (const [name, value] of next) if (el.getAttribute(name) !== value) el.setAttribute(name, value);
  });
  return true;
}

const contentOf = (row: Element) => {
  const { texts, els } = parts(row);
  return {
    texts: texts.map((t) => t.data),
    tags: els.map((el) => el.tagName).join(),
    attributes: els.map((el) =>
      [...el.attributes]
        .map(({ name, value }): [string, string] => [name, value])
        .filter(([n]) => !n.startsWith('data-pingban')),
    ),
  };
};

/** Rows re-used for other rows' content, one after another. */
function reuse(list: HTMLElement, random: Random): void {
  const rows = rowsOf(list);
  const shown = rows.map(contentOf);
  const by = 1 + random.below(rows.length);
  rows.forEach((row, i) => {
    const next = shown[(i + by) % rows.length];
    if (next && row.childElementCount > 1) pour(next, row);
  });
}

/** Row nodes taken out at the top and put in again below with other content, as a virtual list does. */
async function recycle(list: HTMLElement, random: Random): Promise<void> {
  for (let i = 0; i < 6; i++) {
    const rows = rowsOf(list);
    const top = rows[0];
    const other = rows[1 + random.below(Math.max(1, rows.length - 1))];
    if (!top || !other || top === other) return;
    const held = contentOf(top);
    const next = contentOf(other);
    if (pour(next, top)) pour(held, other);
    top.parentElement?.append(top);
    if (random.chance(0.5)) await frame();
  }
}

function reverse(list: HTMLElement): void {
  for (const parent of new Set(rowsOf(list).map((row) => row.parentElement))) {
    if (parent && parent !== document.body)
      parent.append(...[...parent.children].filter((el) => !el.matches(OURS)).reverse());
  }
}

/** The whole list made anew while the old one may still be being read. */
async function swap(list: HTMLElement, random: Random): Promise<void> {
  for (let i = 0; i < 3; i++) {
    const fresh = list.cloneNode(true) as HTMLElement;
    for (const el of fresh.querySelectorAll(OURS)) el.remove();
    list.replaceChildren(...fresh.childNodes);
    if (random.chance(0.6)) await frame();
  }
}

/**
 * A fresh list whose rows are re-used for other rows' content again and again while it is being read: what is known of
 * a row is then out of date in between two tasks, not frames.
 */
async function churn(list: HTMLElement, random: Random): Promise<void> {
  for (let i = 0; i < 3; i++) {
    const fresh = list.cloneNode(true) as HTMLElement;
    for (const el of fresh.querySelectorAll(OURS)) el.remove();
    list.replaceChildren(...fresh.childNodes);
    for (let turn = 0; turn < 12; turn++) {
      await new Promise((resolve) => setTimeout(resolve, random.below(12)));
      if (rowsOf(list).length <= CHURNED) reuse(list, random);
    }
  }
}

/** A row's card is open while its row goes. */
async function removeUnderCard(list: HTMLElement, random: Random): Promise<void> {
  const badges = [...list.querySelectorAll<HTMLElement>('[data-pingban="badge"]')];
  const badge = badges[random.below(Math.max(1, badges.length))];
  badge?.focus();
  badge?.dispatchEvent(new PointerEvent('pointerenter', { bubbles: false }));
  badge?.dispatchEvent(new MouseEvent('mouseenter', { bubbles: false }));
  await frame();
  for (const row of rowsOf(list)) if (random.chance(0.5)) row.remove();
}

/** Frames in which cells are filled, about: thousands of rows get no more of them than a screenful. */
const LAZY_FRAMES = 40;

/** Cells empty at first, filled one by one, now and then with the next row's content first. */
async function lazy(list: HTMLElement, random: Random): Promise<void> {
  const rows = rowsOf(list);
  const held = rows.map((row) => ({
    row,
    nodes: [...row.childNodes].filter((n) => !(n instanceof Element && n.matches(OURS))),
  }));
  for (const { row } of held) row.replaceChildren();
  await frame();
  for (const { row, nodes } of random.shuffle(held)) {
    for (const node of random.shuffle(nodes)) row.append(node);
    if (random.chance(Math.min(0.3, LAZY_FRAMES / rows.length))) await frame();
  }
}

/** Our badges thrown from one row into another by a page that moves cells about. */
function stealBadges(list: HTMLElement, random: Random): void {
  const badges = random.shuffle([...list.querySelectorAll<HTMLElement>('[data-pingban="badge"]')]);
  const rows = rowsOf(list);
  for (const badge of badges.slice(0, 3)) random.pick(rows)?.lastElementChild?.append(badge);
}

export const LATER: Record<string, Later> = {
  reuse,
  recycle,
  churn,
  reverse,
  swap,
  removeUnderCard,
  lazy,
  stealBadges,
};
