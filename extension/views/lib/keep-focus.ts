// Where the focus goes when what had it is taken away: into what came in its place, and back to what
// opened it once that closes. Without this it falls to the page's start, unseen and unheard.

const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/** Forms within forms: more are never open. */
const DEPTH = 4;
/** What comes in a control's place is drawn within this many of its ancestors. */
const NEAR = 3;
/** Controls one may have walked through in what closes. */
const STEPS = 16;

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
  /** What had the focus before it, the latest first. */
  let trail: HTMLElement[] = [];
  /** What was drawn since the focus was lost. */
  let drawn: Node[] = [];
  let waiting = false;
  /** What had the focus and went, and where, the latest first: it gets the focus when it is there again. */
  let openers: { part: Element; name: string }[] = [];

  root.addEventListener('focusin', ({ target }) => {
    if (last) trail = [last, ...trail].slice(0, STEPS);
    last = target as HTMLElement;
    above = [];
    for (let up = last.parentElement; up; up = up.parentElement) above.push(up);
  });
  // Who Tabs out of the view or clicks beside everything wants no focus in it.
  let moving = false;
  document.addEventListener('keydown', ({ key }) => (moving = key === 'Tab'), true);
  document.addEventListener('pointerdown', ({ target }) => (moving = !(target as Element).closest(STOPS)), true);
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (moving && relatedTarget === null) last = null;
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
    const around = above.filter((el) => el.isConnected).slice(0, NEAR);
    const part = around[0] ?? root;
    const drawnIn = (el: Element) => stopsIn(el).filter((stop) => fresh.some((node) => node.contains(stop)));
    const come = around.map(drawnIn).find((stops) => stops.length > 0) ?? [];
    const opener = openers.find(({ part, name }) => come.some((el) => part.contains(el) && nameOf(el) === name));
    const back = come.find((el) => opener?.part.contains(el) && nameOf(el) === opener.name);
    openers = openers.filter((one) => one !== opener && one.part.isConnected);
    if (!back) openers = [{ part, name: nameOf(last) }, ...openers].slice(0, DEPTH);
    const before = trail.find((el) => el.isConnected && !el.matches(':disabled') && el.checkVisibility());
    (back ?? come[0] ?? before ?? beside(part))?.focus();
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
