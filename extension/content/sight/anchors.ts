// Texts on the page that only a row has, found in small steps.
import type { Site } from '../../engine';
import { matches } from './patterns';
import { isLeaf, OURS, unread } from './text';

/** Characters of an anchor at most; longer texts are not tried. */
const LABEL = 80;
/** Elements looked at in one step. */
const STEP = 60;

/** Walks the texts below a node. The walk can outlive the node: see `lost`. */
export class AnchorWalk {
  private readonly walker: TreeWalker;
  private begun = false;

  constructor(
    readonly root: Node,
    private readonly site: Site,
  ) {
    this.walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  }

  /** The next anchors, or null at the end. */
  step(): Element[] | null {
    const found: Element[] = [];
    for (let i = 0; i < STEP; i++) {
      const node = this.begun ? this.walker.nextNode() : this.root;
      this.begun = true;
      if (!node) return found.length ? found : null;
      const el = node instanceof Element ? node : node.parentElement;
      if (el && this.isAnchor(el)) found.push(el);
    }
    return found;
  }

  /** Whether the page took away what the walk stood on, so that the rest was not seen. */
  get lost(): boolean {
    return this.root.isConnected && !this.walker.currentNode.isConnected;
  }

  private isAnchor(el: Element): boolean {
    return labels(el).some((label) => matches(this.site.row.anchor, label)) && this.trusted(el);
  }

  private trusted(el: Element): boolean {
    return !el.closest(OURS) && !(this.site.row.untrusted && el.closest(this.site.row.untrusted));
  }
}

/** The texts an element itself holds that are short enough for a label. */
function labels(el: Element): string[] {
  if (unread(el)) return [];
  const texts = isLeaf(el) ? [el.textContent ?? ''] : [];
  if (!texts.length) {
    for (let node = el.firstChild; node; node = node.nextSibling) if (node instanceof Text) texts.push(node.data);
  }
  return texts.filter((text) => text.length >= 2 && text.length <= LABEL).map((text) => text.trim());
}
