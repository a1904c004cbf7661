// Patterns of a site file, compiled once. They are written for the u flag.
import type { Site } from '../../engine';

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

/** All patterns a row is found and read by. */
export function patternsOf({ row, fields }: Site): string[] {
  const reading = Object.values(fields).flatMap((strategies) => strategies.map((s) => s.pattern ?? ''));
  return [row.anchor, row.one, row.beside, ...row.until, ...reading].filter(Boolean);
}

/** Subjects of both widths V8 compiles a pattern for, and often enough that it does so for good. */
const SUBJECTS = ['a', 'a', '评', '评'];

/** Has the browser compile a pattern now: all of a site's, met within one row, are a long slice of the page's time. */
export function warm(source: string): void {
  for (const subject of SUBJECTS) matches(source, subject);
}

export function matches(source: string, text: string): boolean {
  const re = pattern(source);
  if (!re) return false;
  re.lastIndex = 0;
  return re.test(text);
}

/** Every match. String.matchAll would make a copy of the pattern for each text. */
function all(source: string, text: string): RegExpExecArray[] {
  const re = pattern(source);
  const found: RegExpExecArray[] = [];
  if (!re) return found;
  re.lastIndex = 0;
  for (let m = re.exec(text); m; m = re.exec(text)) {
    found.push(m);
    if (m[0] === '') re.lastIndex++;
  }
  return found;
}

/** First group, or the whole, of every match. */
export function values(source: string, text: string): string[] {
  return all(source, text).map((m) => (m[1] ?? m[0]).trim());
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
  const found: string[] = [];
  for (const m of all(source, text)) {
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
