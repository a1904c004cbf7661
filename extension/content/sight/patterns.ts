// Patterns of a site file, compiled once. They are written for the u flag.

const compiled = new Map<string, RegExp | null>();

/** A pattern with the u and g flags, or null where it cannot be read: such a strategy finds nothing. */
export function pattern(source: string): RegExp | null {
  let found = compiled.get(source);
  if (found === undefined) {
    try {
      found = new RegExp(source, 'gu');
    } catch {
      found = null;
    }
    compiled.set(source, found);
  }
  return found;
}

export function matches(source: string, text: string): boolean {
  const re = pattern(source);
  if (!re) return false;
  re.lastIndex = 0;
  return re.test(text);
}

/** First group, or the whole, of every match. */
export function values(source: string, text: string): string[] {
  const re = pattern(source);
  return re ? Array.from(text.matchAll(re), (m) => (m[1] ?? m[0]).trim()) : [];
}

/** What may lie between two pieces of one number: white space, and characters one does not see. */
const GAP = '[\\s\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]*';
const GOES_ON = new RegExp(`^${GAP}[\\d０-９.]`, 'u');
const WENT_BEFORE = new RegExp(`[\\d０-９]${GAP}$`, 'u');
const A_DATE = /^\s+(?:19|20)\d\d[-/.年]\d/u;

/**
 * Values of every match, or null if one is a number that may go on in what follows, or have begun in what
 * stands before: a page may have parted its digits. Half an order number is another order's, and the 4 of
 * 24 hours is another promise.
 */
export function whole(source: string, text: string): string[] | null {
  const re = pattern(source);
  const found: string[] = [];
  for (const m of re ? text.matchAll(re) : []) {
    const value = (m[1] ?? m[0]).trim();
    const after = text.slice(m.index + m[0].length, m.index + m[0].length + 40);
    if (/^[\d.,]+$/.test(value) && GOES_ON.test(after) && !A_DATE.test(after)) return null;
    if (/^\d/.test(m[0]) && WENT_BEFORE.test(text.slice(Math.max(0, m.index - 40), m.index))) return null;
    found.push(value);
  }
  return found;
}

/** Matches in a text, counted up to `enough`. */
export function count(source: string, text: string, enough: number): number {
  const re = pattern(source);
  if (!re) return 0;
  re.lastIndex = 0;
  let n = 0;
  while (n < enough && re.test(text)) n++;
  return n;
}
