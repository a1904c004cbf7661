// Walking a page with Tab: which controls are reached, in what order, and whether one sees where one is.
import type { Page } from '@playwright/test';

/** A control that can be reached. */
export interface Stop {
  /** Its tag and what it is called. */
  name: string;
  /** What it is drawn within: order is held within one of these. */
  part: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Found {
  all: Element[];
  plain: string[];
}

/** Waits until no element of the page has come or gone for a second: what is asked for comes in its own time. */
export function still(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, 1000);
        });
        function done(): void {
          observer.disconnect();
          resolve();
        }
        let timer = setTimeout(done, 1000);
        observer.observe(document, { childList: true, subtree: true });
      }),
  );
}

/** Every control of the page that can be reached, as it lies before anything has the focus. */
export async function controls(page: Page): Promise<Stop[]> {
  return page.evaluate(() => {
    const found: Found = { all: [], plain: [] };
    const parts: Node[] = [];
    const reachable = 'a[href],button,input,select,textarea,summary,[tabindex],[contenteditable="true"]';
    const walk = (root: ParentNode) => {
      for (const el of root.querySelectorAll<HTMLElement>('*')) {
        const box = el.getBoundingClientRect();
        const shown = el.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.height > 0;
        if (shown && el.matches(reachable) && el.tabIndex >= 0 && !el.matches(':disabled')) found.all.push(el);
        if (el.shadowRoot) walk(el.shadowRoot);
      }
    };
    walk(document);
    (document.activeElement as HTMLElement | null)?.blur();
    const look = (el: Element) => {
      // What is drawn in a root of its own wears its outline there.
      const worn = el.shadowRoot?.firstElementChild ?? el;
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } =
        getComputedStyle(worn);
      const drawn = outlineStyle !== 'none' && outlineWidth !== '0px' && !/, 0\)$/.test(outlineColor);
      return JSON.stringify([
        drawn && [outlineStyle, outlineWidth, outlineColor],
        boxShadow,
        borderColor,
        backgroundColor,
      ]);
    };
    found.plain = found.all.map(look);
    Object.assign(globalThis, { found, look });
    return found.all.map((el) => {
      const part = el.closest('[popover]') ?? el.getRootNode();
      if (!parts.includes(part)) parts.push(part);
      const { left, top, right, bottom } = el.getBoundingClientRect();
      const called = el.getAttribute('aria-label') || el.textContent || el.getAttribute('placeholder') || el.id;
      const name = `${el.localName} ${called}`.replace(/\s+/g, ' ').trim().slice(0, 40);
      return { name, part: parts.indexOf(part), left, top, right, bottom };
    });
  });
}

/** Where the focus is now: which of the controls, and whether that one looks otherwise than before. */
async function here(page: Page): Promise<{ at: number; shown: boolean; stray: string }> {
  return page.evaluate(() => {
    const { found, look } = globalThis as unknown as { found: Found; look: (el: Element) => string };
    let el = document.activeElement;
    while (el?.shadowRoot?.activeElement) el = el.shadowRoot.activeElement;
    if (!el || el === document.body || el === document.documentElement) return { at: -1, shown: true, stray: '' };
    const at = found.all.indexOf(el);
    return { at, shown: at >= 0 && look(el) !== found.plain[at], stray: at < 0 ? el.outerHTML.slice(0, 80) : '' };
  });
}

/** What one meets from the page's start to its end with a key, and what is wrong with it. */
export async function walked(page: Page, key: 'Tab' | 'Shift+Tab', stops: Stop[]) {
  // From the end that the key leads away from: round by way of the browser's own controls, the first stop is
  // given the focus when it pleases the browser.
  await page.evaluate((forwards) => {
    (document.activeElement as HTMLElement | null)?.blur();
    const start = document.createElement('span');
    start.tabIndex = -1;
    if (forwards) document.body.prepend(start);
    else document.body.append(start);
    start.focus();
    start.remove();
  }, key === 'Tab');
  const order: number[] = [];
  const unseen: string[] = [];
  const stray: string[] = [];
  for (let i = 0; i < stops.length * 5 + 4; i++) {
    await page.keyboard.press(key);
    const now = await here(page);
    if (now.stray) stray.push(now.stray);
    if (now.at < 0 && !now.stray && order.length > 0) break;
    if (now.at < 0) continue;
    if (now.at === order.at(-1)) continue; // the parts of a date
    if (order.includes(now.at)) break;
    order.push(now.at);
    if (!now.shown) unseen.push(stops[now.at]?.name ?? '');
  }
  return { order, unseen, stray };
}

/** Steps that lead back: up without a column to the right, or to the left within a line. */
export function backward(stops: Stop[], order: number[]): string[] {
  const wrong: string[] = [];
  for (let i = 1; i < order.length; i++) {
    const a = stops[order[i - 1] ?? -1];
    const b = stops[order[i] ?? -1];
    if (!a || !b || a.part !== b.part) continue;
    const up = b.bottom <= a.top + 1 && b.left < a.right;
    const middle = (b.top + b.bottom) / 2;
    const line = middle > a.top && middle < a.bottom;
    if (up || (line && b.right <= a.left + 1)) wrong.push(`${a.name} → ${b.name}`);
  }
  return wrong;
}
