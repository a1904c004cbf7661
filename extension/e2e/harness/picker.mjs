// The script list on the reply box.
import { accessible } from './page.mjs';
import { until } from './until.mjs';

/** Names of the scripts on offer, in order; none while the list is shut. @param {import('./page.mjs').Place} page */
export const offers = async (page) => (await accessible(page, 'option', /./)).map((option) => option.name);

/** Waits for a list that offers something, and gives it. @param {import('./page.mjs').Place} page */
export const offered = (page) =>
  until(async () => {
    const names = await offers(page);
    return names.length > 0 && names;
  }, 'a script on offer');

/** What a script leaves for the agent to fill. @param {string} text */
export const blanks = (text) => [...text.matchAll(/〔[^〔〕\n]{1,30}〕/g)].map((m) => m[0]);
