// Elements the page put in, taken a few at a time: merely touching a node costs microseconds, and the
// redraw of a long list puts in a thousand of them with one record.

export class Added {
  private readonly lists: { nodes: NodeList; target: Element; at: number }[] = [];

  /** Puts in what a record added; text stands for the element it was added to. */
  put(nodes: NodeList, target: Element): void {
    if (nodes.length) this.lists.push({ nodes, target, at: 0 });
  }

  /** The next elements, `most` of them or fewer; none at the end. */
  take(most: number): Element[] {
    const taken: Element[] = [];
    while (taken.length < most) {
      const [list] = this.lists;
      const node = list?.nodes[list.at++];
      if (!list) break;
      if (node) taken.push(node instanceof Element ? node : list.target);
      else this.lists.shift();
    }
    return taken;
  }
}
