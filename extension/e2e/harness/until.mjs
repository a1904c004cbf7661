/**
 * Asks again and again until check gives something true, and gives that. What is to come is there long before: so many
 * seconds are for a machine that stands still for a while.
 * @template T @param {() => Promise<T>} check @param {string | (() => string)} what the thing waited for, and what was seen instead
 * @returns {Promise<Exclude<T, undefined | false | 0 | ''>>}
 */
export async function until(check, what, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await check();
    if (value) return /** @type {any} */ (value);
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
