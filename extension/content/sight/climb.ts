// From an action's label up to the row it belongs to.
import type { Site } from '../../engine';
import { count, matches } from './patterns';
import { ownText } from './text';

export type Climb = { row: Element } | { row: null; at: Element; reason: 'no_date' | 'two_orders' };

type Wider = { text: string } | { text: null; reason: 'no_date' | 'two_orders' };

/**
 * What a parent says, given what its child says; null once the `one` pattern is there twice. If one
 * of the two stands in a whole row, ours was a row that lacked something; else it is a row of two.
 */
function widen(parent: Element, child: Element, said: string, site: Site): Wider {
  const parts: string[] = [];
  let first: string | null = null;
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    let part = '';
    if (node === child) part = said;
    else if (node.nodeType === Node.TEXT_NODE) part = (node as Text).data;
    else if (node.nodeType === Node.ELEMENT_NODE) part = ownText(node as Element, site.row.untrusted);
    if (!part) continue;
    const ones = count(site.row.one, part, 2);
    if (ones + (first === null ? 0 : 1) > 1) {
      const rows = [first, part].some((p) => p !== null && isWhole(p, site));
      return { text: null, reason: rows ? 'no_date' : 'two_orders' };
    }
    if (ones) first = part;
    parts.push(part);
  }
  return { text: parts.join('\n') };
}

function isWhole(text: string, site: Site): boolean {
  return site.row.until.every((p) => matches(p, text));
}

/** The row around an anchor, or why there is none and at which element that showed. */
export function climb(anchor: Element, site: Site): Climb {
  let at = anchor;
  let text = ownText(anchor, '');
  for (let i = 0; i < site.row.climb; i++) {
    const parent = at.parentElement;
    if (!parent || parent === document.body) break;
    const wider = widen(parent, at, text, site);
    if (wider.text === null) {
      return { row: null, at: wider.reason === 'two_orders' ? parent : at, reason: wider.reason };
    }
    at = parent;
    text = wider.text;
    if (isWhole(text, site)) return { row: at };
  }
  return { row: null, at, reason: 'no_date' };
}
