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

/** Matches in a text, counted up to `enough`. */
export function count(source: string, text: string, enough: number): number {
  const re = pattern(source);
  if (!re) return 0;
  re.lastIndex = 0;
  let n = 0;
  while (n < enough && re.test(text)) n++;
  return n;
}
