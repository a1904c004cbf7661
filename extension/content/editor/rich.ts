// The text of an editable element as one string, and back from offsets in it to places in the DOM.

interface Piece {
  node: Text;
  start: number;
}

export interface Model {
  text: string;
  pieces: Piece[];
}

const BLOCK = new Set([
  'DIV',
  'P',
  'LI',
  'UL',
  'OL',
  'PRE',
  'BLOCKQUOTE',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'SECTION',
  'TR',
]);

/** Reads the element: blocks and br are line breaks, a br that only holds an empty line open is not one more. */
export function model(root: HTMLElement): Model {
  const pieces: Piece[] = [];
  let text = '';
  let lines = 0;
  const breakLine = () => {
    if (lines++ > 0 || text) text += '\n';
  };
  const walk = (el: Node) => {
    for (let node = el.firstChild; node; node = node.nextSibling) {
      if (node instanceof Text) {
        const data = node.data.replaceAll('\uFEFF', '');
        if (data !== node.data && !data) continue;
        pieces.push({ node, start: text.length });
        text += node.data;
      } else if (node instanceof HTMLBRElement) {
        if (!closesBlock(node, root)) text += '\n';
      } else if (node instanceof HTMLElement && !isPlaceholder(node)) {
        if (BLOCK.has(node.tagName) && !holdsBlocks(node)) breakLine();
        walk(node);
      }
    }
  };
  walk(root);
  if (text.endsWith('\n') && root.lastChild instanceof HTMLBRElement) text = text.slice(0, -1);
  return { text, pieces };
}

/** Slate's words for an empty editor stand in it like text. */
function isPlaceholder(node: Node): boolean {
  return node instanceof HTMLElement && node.hasAttribute('data-slate-placeholder');
}

/** Whether nothing follows a br in its block: it shows no line of its own, it only keeps an empty one open. */
function closesBlock(br: Node, root: HTMLElement): boolean {
  for (let at = br; at !== root && at.parentNode; at = at.parentNode) {
    if (at instanceof Element && BLOCK.has(at.tagName)) return true;
    for (let next = at.nextSibling; next; next = next.nextSibling) {
      if (!isPlaceholder(next) && (next.textContent?.replaceAll('\uFEFF', '') || next instanceof HTMLBRElement))
        return false;
    }
  }
  return false;
}

function holdsBlocks(el: HTMLElement): boolean {
  for (const child of el.children) if (BLOCK.has(child.tagName)) return true;
  return false;
}

/** The place in the DOM of an offset. `after` prefers the end of the piece before a break. */
export function place(root: HTMLElement, m: Model, offset: number): { node: Node; offset: number } {
  let last: Piece | null = null;
  for (const piece of m.pieces) {
    if (piece.start > offset) break;
    last = piece;
    if (offset <= piece.start + piece.node.data.length) return { node: piece.node, offset: offset - piece.start };
  }
  if (last) return { node: last.node, offset: last.node.data.length };
  const first = root.firstElementChild;
  return { node: first instanceof HTMLElement && BLOCK.has(first.tagName) ? first : root, offset: 0 };
}

/** The offset of a place in the DOM. */
export function offsetOf(root: HTMLElement, m: Model, node: Node, offset: number): number {
  for (const piece of m.pieces) if (piece.node === node) return piece.start + offset;
  // Between nodes: the end of the last text that comes before.
  const at = document.createRange();
  at.selectNodeContents(root);
  at.setEnd(node, offset);
  let end = 0;
  for (const piece of m.pieces) if (at.comparePoint(piece.node, 0) <= 0) end = piece.start + piece.node.data.length;
  return Math.min(end, m.text.length);
}

export function rangeOf(root: HTMLElement, m: Model, start: number, end: number): Range {
  const range = document.createRange();
  const from = place(root, m, start);
  const to = place(root, m, end);
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}
