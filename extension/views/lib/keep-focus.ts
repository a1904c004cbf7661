// Where the focus goes when what had it is taken away: into what came in its place, and back to what
// opened it once that closes. Without this it falls to the page's start, unseen and unheard.

const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/** Elements one can Tab to within a part of the page, in order. */
function stopsIn(part: ParentNode): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(STOPS)].filter(
    (el) => !el.matches(':disabled') && el.checkVisibility(),
  );
}

/** What a control is called: the same one drawn anew has the same. */
function nameOf(el: HTMLElement): string {
  return `${el.localName} ${el.getAttribute('aria-label') ?? ''} ${el.textContent}`;
}

/** Keeps the focus of a view beside where it was. @param root what is drawn anew */
export function keepFocus(root: HTMLElement): void {
  let last: HTMLElement | null = null;
  /** Its ancestors while it was there, the nearest first. */
  let above: Element[] = [];
  /** What was drawn since the focus was lost. */
  let drawn: Node[] = [];
  let waiting = false;
  /** Part of the page → what was pressed there and went: it gets the focus when it is there again. */
  const openers = new WeakMap<Element, string>();

  root.addEventListener('focusin', ({ target }) => {
    last = target as HTMLElement;
    above = [];
    for (let up = last.parentElement; up; up = up.parentElement) above.push(up);
  });
  root.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (relatedTarget !== null) return;
    // Who clicks beside everything wants no focus; what is taken away or held for a moment has lost it.
    setTimeout(() => {
      if (!last || target !== last || !document.hasFocus() || !lost()) return;
      if (last.isConnected && !last.matches(':disabled')) last = null;
    });
  });

  const lost = () => document.activeElement === document.body;

  function settle(): void {
    const fresh = drawn;
    drawn = [];
    waiting = false;
    if (!last || !lost()) return;
    if (last.isConnected) {
      if (!last.matches(':disabled')) last.focus();
      return; // held while it works: it has the focus again when it is done
    }
    const left = above.filter((el) => el.isConnected);
    const part = left[0] ?? root;
    const come = stopsIn(part).filter((el) => fresh.some((node) => node.contains(el)));
    const opened = left.find((el) => openers.has(el));
    const back = opened && come.find((el) => nameOf(el) === openers.get(opened));
    if (back) openers.delete(opened);
    else openers.set(part, nameOf(last));
    (back ?? come[0] ?? beside(part))?.focus();
  }

  /** The nearest thing one can Tab to in what is left of the part, or around it. */
  function beside(part: Element): HTMLElement | undefined {
    for (let up: Element | null = part; up && root.contains(up); up = up.parentElement) {
      const [first] = stopsIn(up);
      if (first) return first;
    }
    return undefined;
  }

  new MutationObserver((changes) => {
    if (!last || !lost()) return;
    for (const { addedNodes } of changes) drawn.push(...addedNodes);
    if (!waiting) requestAnimationFrame(settle);
    waiting = true;
  }).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
}
