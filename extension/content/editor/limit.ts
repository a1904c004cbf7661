// How much a box takes: what does not fit is cut off by the page without a word.
import { type Field, isNative } from './field';

/** A counter as pages write it under a box, 12/500. */
const COUNTER = /^(\d+)\s*\/\s*(\d{2,5})$/;
/** How far above a box its counter may be held together with it, in parents. */
const NEAR = 3;

/**
 * Characters a box takes at most, 0 where nobody says: the least of the platform's own limit, the box's
 * maxlength, and a counter beside it that counts what is in the box.
 */
export function limitOf(field: Field, platform: number): number {
  const { el } = field;
  const known = [platform, isNative(el) ? el.maxLength : 0, counted(el, field.text)].filter((n) => n > 0);
  return known.length ? Math.min(...known) : 0;
}

function counted(el: HTMLElement, text: string): number {
  // Some count a line's end, some do not.
  const fewest = text.replaceAll('\n', '').length;
  for (let at = el.parentElement, i = 0; at && i < NEAR; at = at.parentElement, i++) {
    for (const leaf of at.querySelectorAll('*')) {
      if (el.contains(leaf) || leaf.childElementCount) continue;
      const [, count, max] = COUNTER.exec(leaf.textContent?.trim() ?? '') ?? [];
      if (max && Number(count) >= fewest && Number(count) <= text.length) return Number(max);
    }
  }
  return 0;
}
