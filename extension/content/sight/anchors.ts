// Texts on the page that only a row has, found in small steps.
import type { Site } from '../../engine';
import { matches } from './patterns';
import { OURS } from './text';

/** Characters of an anchor at most; longer texts are not tried. */
const LABEL = 80;
/** Text nodes looked at in one step. */
const STEP = 60;

/** Walks the text below a node. The walk can outlive the node: see `lost`. */
export class AnchorWalk {
  private readonly walker: TreeWalker;

  constructor(
    readonly root: Node,
    private readonly site: Site,
  ) {
    this.walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  }

  /** The next anchors, or null at the end. */
  step(): Element[] | null {
    const found: Element[] = [];
    for (let i = 0; i < STEP; i++) {
      const node = this.walker.nextNode() as Text | null;
      if (!node) return found.length ? found : null;
      const el = node.parentElement;
      if (!el || node.data.length > LABEL || node.data.length < 2) continue;
      const label = node.data.trim();
      if (matches(this.site.row.anchor, label) && this.trusted(el)) found.push(el);
    }
    return found;
  }

  /** Whether the page took away what the walk stood on, so that the rest was not seen. */
  get lost(): boolean {
    return this.root.isConnected && !this.walker.currentNode.isConnected;
  }

  private trusted(el: Element): boolean {
    return !el.closest(OURS) && !(this.site.row.untrusted && el.closest(this.site.row.untrusted));
  }
}
