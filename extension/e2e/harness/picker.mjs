// The script list on the reply box.
import { accessible } from './page.mjs';

/** Names of the scripts on offer, in order; none while the list is shut. @param {import('./page.mjs').Place} page */
export const offers = async (page) => (await accessible(page, 'option', /./)).map((option) => option.name);

/** Waits for a list that offers something, and gives it. @param {import('./page.mjs').Place} page */
export async function offered(page, seconds = 4) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const names = await offers(page);
    if (names.length > 0) return names;
    if (Date.now() > until) throw new Error('no script is offered');
    await page.waitForTimeout(50);
  }
}

/** What a script leaves for the agent to fill. @param {string} text */
export const blanks = (text) => [...text.matchAll(/〔[^〔〕\n]{1,30}〕/g)].map((m) => m[0]);
