// The words a part of the page shows, without ours and without what the agent is writing.

/** Selector of every element of ours in the page. */
export const OURS = '[data-pingban]';

const UNREAD = new Set(['SCRIPT', 'STYLE', 'TEXTAREA', 'NOSCRIPT', 'TEMPLATE']);

/** Whether what an element holds is not shown, ours, or the agent's own writing. */
export function unread(el: Element): boolean {
  return UNREAD.has(el.tagName) || el.hasAttribute('data-pingban') || el.getAttribute('contenteditable') === 'true';
}

/**
 * Whether an element holds nothing but text. Its text is then had without its nodes: each node once touched stays
 * in a table of the browser's, which on a list of 1000 rows takes 10 ms to grow.
 */
export const isLeaf = (el: Element) => el.firstElementChild === null;

/**
 * The runs of text below an element: text nodes of one parent that no element parts are one run,
 * as React writes 订单号：{id} in two. Elements in `skip` are left out.
 */
export function runs(root: Element, skip: ReadonlySet<Element> | null, into: string[] = []): string[] {
  if (isLeaf(root)) {
    const run = (root.textContent ?? '').trim();
    if (run) into.push(run);
    return into;
  }
  let run = '';
  for (let node = root.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === Node.TEXT_NODE) {
      run += (node as Text).data;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      if (run.trim()) into.push(run.trim());
      run = '';
      const el = node as Element;
      if (!unread(el) && !skip?.has(el)) runs(el, skip, into);
    }
  }
  if (run.trim()) into.push(run.trim());
  return into;
}

/** Elements below root that hold what the buyer wrote. */
export function untrusted(root: Element, selector: string): Set<Element> {
  return new Set(selector ? root.querySelectorAll(selector) : []);
}

/** What an element says, the buyer's words left out; a line break parts its runs. */
export function ownText(root: Element, selector: string): string {
  if (unread(root) || (selector && root.matches(selector))) return '';
  return runs(root, untrusted(root, selector)).join('\n');
}

export function visible(el: Element): boolean {
  return el.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });
}
