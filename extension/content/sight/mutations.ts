// What the page changed, sorted into rows to read again and places to look for new ones.

import type { Site } from '../../engine';
import type { Added } from './added';
import { OURS } from './text';
import type { Tracked } from './tracked';

/**
 * Added nodes that are looked at one by one, some 0.2 ms; of more, the browser is asked which are ours, which
 * takes it the longer the longer the page is.
 */
const MANY = 200;
const WRITING = 'textarea,[contenteditable="true"]';

export interface Sorted {
  dirty: Set<Tracked>;
  roots: Set<Node>;
  /** Elements that were put in: rows that moved, or places to look. */
  added: Added;
  /** Something outside all rows changed. */
  outside: boolean;
}

/** Finds the row an element belongs to, itself or an expanded row of it. */
type Owner = (el: Element | null) => Tracked | null;

/** Hears what the page changes, of attributes those that the site's fields are read from, until the signal aborts. */
export function watch(site: Site, hear: (records: MutationRecord[]) => void, signal: AbortSignal): void {
  const attributes = Object.values(site.fields).flatMap((all) => all.flatMap(({ attr }) => attr ?? []));
  const observer = new MutationObserver(hear);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
    ...(attributes.length ? { attributes: true, attributeFilter: [...new Set(attributes)] } : {}),
  });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** Whether a node is an element of ours. */
export const ours = (node: Node) => node instanceof Element && node.matches(OURS);

function onlyOurs(record: MutationRecord): boolean {
  if (record.type !== 'childList') return false;
  for (const node of record.addedNodes) if (!ours(node)) return false;
  for (const node of record.removedNodes) if (!ours(node)) return false;
  return true;
}

/** Elements of ours that records put somewhere, by us or by the page; after many, all there are. */
export function oursIn(records: readonly MutationRecord[]): Iterable<HTMLElement> {
  let added = 0;
  for (const record of records) {
    added += record.addedNodes.length;
    if (added > MANY) return document.querySelectorAll<HTMLElement>(OURS);
  }
  return records
    .flatMap((record) => [...record.addedNodes])
    .filter((node): node is HTMLElement => node instanceof HTMLElement && ours(node));
}

function targetOf(record: MutationRecord): Element | null {
  return record.target instanceof Element ? record.target : record.target.parentElement;
}

/** Whether an element is an editor's own trimmings, such as the count of characters beside it. */
function isEditors(el: Element): boolean {
  const around = el.parentElement;
  if (!around || around.childElementCount > 8 || around.tagName === 'TD' || around.tagName === 'TR') return false;
  for (const child of around.children) if (child.matches(WRITING)) return true;
  return false;
}

/** The row inside which a record changed something we read; undefined where it is nobody's business. */
function rowIn(record: MutationRecord, owner: Owner): Tracked | null | undefined {
  const target = targetOf(record);
  if (!target || onlyOurs(record) || target.closest(WRITING) || isEditors(target)) return undefined;
  return owner(target);
}

/**
 * Tells of records, one after another, what rowIn tells; of many only whether they are in a row that is marked, as a
 * list put in another order is a thousand records of one and the same target.
 */
export function rowsIn(owner: Owner, marked: ReadonlySet<Tracked>, few: boolean) {
  const targets = new Map<Node, boolean>();
  const isMarked = (target: Node) => {
    const row = marked.size > 0 && owner(target instanceof Element ? target : target.parentElement);
    return row ? marked.has(row) : false;
  };
  return (record: MutationRecord): Tracked | null | undefined => {
    const { target } = record;
    if (!targets.has(target)) targets.set(target, isMarked(target));
    return targets.get(target) || few ? rowIn(record, owner) : null;
  };
}

/** What a record of something outside all known rows means; in a row, that the row is dirty. */
export function sort(record: MutationRecord, owner: Owner, into: Sorted): void {
  const row = rowIn(record, owner);
  const target = targetOf(record);
  if (row === undefined || !target?.isConnected) return;
  if (row) {
    into.dirty.add(row);
    return;
  }
  into.outside = true;
  if (record.type !== 'childList') {
    into.roots.add(target);
    return;
  }
  into.added.put(record.addedNodes, target);
  // An expanded row came or went beside a row.
  for (const node of [record.previousSibling, record.nextSibling]) {
    const beside = node instanceof Element ? owner(node) : null;
    if (beside) into.dirty.add(beside);
  }
}
