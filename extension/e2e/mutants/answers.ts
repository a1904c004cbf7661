// What may become of the console's own answer on its way: each takes the text of one and gives another.
import type { Random } from './random';

// biome-ignore lint/suspicious/noExplicitAny: an answer of any shape.
type Json = any;

/** The list of rows in an answer, wherever it stands: the longest list of objects. */
function rowsIn(value: Json): Json[] {
  let best: Json[] = [];
  const look = (at: Json): void => {
    if (typeof at !== 'object' || at === null) return;
    if (Array.isArray(at) && at.length > best.length && at.every((v) => typeof v === 'object' && v !== null)) {
      if (at.some((v) => 'rateContent' in v || 'subOrders' in v)) best = at;
    }
    for (const child of Object.values(at)) look(child);
  };
  look(value);
  return best;
}

const edit =
  (change: (rows: Json[], random: Random, whole: Json) => Json[] | undefined) => (text: string, random: Random) => {
    const whole = JSON.parse(text);
    const rows = rowsIn(whole);
    const next = change(rows, random, whole);
    if (next) rows.splice(0, rows.length, ...next);
    return JSON.stringify(whole);
  };

/** Every leaf below a value, to be changed in place. */
function leaves(value: Json, change: (owner: Json, key: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    if (typeof value[key] === 'object' && value[key] !== null) leaves(value[key], change);
    else change(value, key);
  }
}

export const ANSWERS: Record<string, (text: string, random: Random) => string | null> = {
  none: () => null,
  shuffled: edit((rows, random) => random.shuffle(rows)),
  partial: edit((rows, random) => rows.filter(() => random.chance(0.6))),
  doubled: edit((rows, random) => rows.flatMap((row) => (random.chance(0.5) ? [row, structuredClone(row)] : [row]))),
  /** Half the rows three hours off. */
  disagreeing: edit((rows, random) => {
    for (const row of rows)
      if (row.rateContent?.mainRate && random.chance(0.5)) row.rateContent.mainRate.date -= 3 * 3_600_000;
    return undefined;
  }),
  /** Items of two rows exchanged, their times and orders kept. */
  crossed: edit((rows, random) => {
    const [a, b] = random.shuffle(rows);
    if (a?.itemInfo && b?.itemInfo) [a.itemInfo, b.itemInfo] = [b.itemInfo, a.itemInfo];
    return undefined;
  }),
  /** Another page's rows: the same minutes, other orders. */
  stale: (text) =>
    text.replace(
      /(\d{12})(\d{7})(?=")/g,
      (_, head: string, tail: string) => head + String(9_999_999 - Number(tail)).padStart(7, '0'),
    ),
  /** Ids of 19 digits as bare numbers. */
  numbers: (text) => text.replace(/"(\d{15,})"/g, '$1'),
  poorer: edit((rows, random) => {
    for (const row of rows)
      leaves(row, (owner, key) => random.chance(0.2) && !/id$|date/i.test(key) && delete owner[key]);
    return undefined;
  }),
  richer: edit((rows, random) => {
    for (const row of rows) {
      row.newThing = { orderId: '123456789012345678', date: 1, itemId: 5 };
      if (random.chance(0.3)) row.rateContent = { ...row.rateContent, extra: [[[{ mainRate: 'x' }]]] };
    }
    return undefined;
  }),
  wrongTypes: edit((rows, random) => {
    for (const row of rows)
      leaves(row, (owner, key) => {
        if (random.chance(0.1)) owner[key] = random.pick([null, [], {}, true, 'x', -1]);
      });
    return undefined;
  }),
  moved: (text) => `{"resp":{"v2":[{"payload":${text}}]}}`,
  cut: (text, random) => text.slice(0, random.below(text.length)),
};
