// What of a row goes into a script's variables, and back.
import { deadlineWords, type Page } from '../page';
import { badgeOf, type Known } from '../sight/tracked';
import { VARIABLES } from '../words';

/** Values of a script's variables, as far as the row and the settings tell them. */
export function varsOf(page: Page, row: Known | null): Record<string, string> {
  const { shop, agent } = page.start.settings;
  const all = {
    order: row?.seen.row.order,
    product: row?.seen.row.product,
    buyer: row?.seen.row.buyer,
    deadline: deadlineWords(row && badgeOf(row)),
    shop,
    agent,
  };
  return Object.fromEntries(Object.entries(all).filter((v): v is [string, string] => Boolean(v[1])));
}

/** A reply's words with what belongs to this one row as blanks: the next buyer has another order. */
export function generalised(text: string, vars: Record<string, string>): string {
  const longestFirst = Object.entries(vars).sort(([, a], [, b]) => b.length - a.length);
  return longestFirst.reduce(
    (words, [name, value]) => (value.length > 1 ? words.replaceAll(value, `〔${VARIABLES[name] ?? name}〕`) : words),
    text,
  );
}
