// Words of others in a report: what could name a person, a phone or an order is left out.

/** Longest run of digits that is no phone, order or other number of somebody's. */
const NUMBER = /\d{5,}/g;
const QUOTED = /"[^"]*"|'[^']*'|“[^”]*”|「[^」]*」/g;
const ADDRESS = /\S+@\S+|https?:\/\/\S+/g;
/** Plain letters only: names of people and shops are written in Han. */
const HAN = /[^\x20-\x7e\n]+/g;

/** A fault's words without numbers, quotations, addresses and anything not in Latin letters. */
export function harmless(text: string): string {
  return text.replace(ADDRESS, '…').replace(QUOTED, '…').replace(HAN, '…').replace(NUMBER, '#').slice(0, 300);
}

/** Counts by names that are ours by their form; the rest counted together. */
export function harmlessKeys(counts: Record<string, number>): Record<string, number> {
  const out: Record<string, number> = {};
  for (const [key, n] of Object.entries(counts)) {
    const name = /^[a-z_]+(?::[a-z-]+)?$/.test(key) ? key : 'other';
    out[name] = (out[name] ?? 0) + n;
  }
  return out;
}
