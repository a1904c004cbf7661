// Spans over a text that is being edited: moved along or dropped, never left on other words.

export interface Spanned {
  start: number;
  end: number;
}

/** How grave a mark is: of those that lie over one another the gravest counts, of equals the shortest. */
export const GRAVITY: readonly string[] = ['blank', 'hint', 'warn', 'block'];

export function foremost<T extends Spanned>(spans: readonly T[], kind: (span: T) => string): T | null {
  const rank = (span: T) => GRAVITY.indexOf(kind(span));
  const [first = null] = spans.toSorted((a, b) => rank(b) - rank(a) || a.end - a.start - (b.end - b.start));
  return first;
}

/** Whether a mark is advice on the text as a whole and not on words in it. */
export function onWhole(text: string, { start, end, severity }: Spanned & { severity: string }): boolean {
  return severity === 'hint' && start === 0 && end === text.length;
}

/** One edit: `removed` characters at `at` became `added` ones. UTF-16 offsets. */
export interface Edit {
  at: number;
  removed: number;
  added: number;
}

/** The smallest single edit that makes `after` of `before`, or null if they are equal. */
export function editBetween(before: string, after: string): Edit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { at: head, removed: before.length - head - tail, added: after.length - head - tail };
}

/** Spans after an edit. One the edit touches is dropped: its words are no longer what was judged. */
export function remap<T extends Spanned>(spans: readonly T[], edit: Edit | null): T[] {
  if (!edit) return [...spans];
  const { at, removed, added } = edit;
  return spans.flatMap((s) => {
    if (s.end <= at) return [s];
    if (s.start >= at + removed) return [{ ...s, start: s.start + added - removed, end: s.end + added - removed }];
    return [];
  });
}
