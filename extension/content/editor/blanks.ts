// Blanks a script leaves in a text. The engine writes them as 〔name〕, a bracket no script uses otherwise.
import type { Spanned } from './spans';

export interface Blank extends Spanned {
  name: string;
}

export function blanksIn(text: string): Blank[] {
  if (!text.includes('〔')) return [];
  return Array.from(text.matchAll(/〔([^〔〕\n]{1,30})〕/gu), (m) => ({
    name: m[1] ?? '',
    start: m.index,
    end: m.index + m[0].length,
  }));
}
