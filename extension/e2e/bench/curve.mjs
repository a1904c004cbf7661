// What following a change costs on a short and on a long list: our time on the main thread for each of
// the rows that changed, beyond what the clock costs. It should not hang on how many rows there are.
import { LIST } from '../console/server.mjs';
import { percentile, profile } from '../harness/profile.mjs';

const SIZES = [100, 500, 1000, 2000, 5000];
const CHANGED = 50;
/** Ms that a change is followed for, and for which nothing changes beside it. */
const FOLLOWED_MS = 1_500;
/** Ms of ours in that time that are left once a list has been read and asked about: its clock. */
const QUIET_MS = 4;
const PATIENCE = 100;
/** Times a list is left alone and then changed; the usual difference of the two is told. */
const ROUNDS = 7;

/** Begins to measure; what it gives ends that and tells our ms since. @param {import('playwright-core').CDPSession} cdp */
async function followed(cdp) {
  const taken = await profile(cdp);
  return async () => {
    await new Promise((r) => setTimeout(r, FOLLOWED_MS));
    return (await taken.stop()).total;
  };
}

/** Waits until a list has been read to its end. @param {import('playwright-core').CDPSession} cdp */
async function quiet(cdp) {
  for (let i = 0; i < PATIENCE; i++) if ((await (await followed(cdp))()) < QUIET_MS) return;
  throw new Error(`the list was not read after ${(PATIENCE * FOLLOWED_MS) / 1000} s`);
}

/** @param {Awaited<ReturnType<typeof import('../harness/stage.mjs').stage>>} all */
export async function curve(all) {
  /** @type {import('./run.mjs').Figure[]} */
  const figures = [];
  for (const size of SIZES) {
    const page = await all.context.newPage();
    await page.goto(`${LIST}?x-rows=${size}&pageSize=${size}`);
    await page.locator('[data-pingban="badge"]').first().waitFor({ timeout: 60_000 });
    const cdp = await page.context().newCDPSession(page);
    await quiet(cdp);
    const costs = [];
    for (let round = 0; round < ROUNDS; round++) {
      const clock = await (await followed(cdp))();
      const changed = await followed(cdp);
      await page.evaluate(
        ([n, minute]) => {
          const rows = [...document.querySelectorAll('tr.next-table-row:not(.next-table-expanded-row)')];
          for (let i = 0; i < n; i++) {
            const date = rows[Math.floor((i * rows.length) / n)]?.querySelector('.rate-date');
            if (date) date.textContent = `初次评价：2026-07-01 10:1${minute}`;
          }
        },
        [CHANGED, round],
      );
      costs.push(((await changed()) - clock) / CHANGED);
    }
    figures.push({
      what: `${size} rows: for each of ${CHANGED} that changed`,
      value: percentile(costs, 0.5) * 1000,
      unit: 'us',
    });
    await page.close();
  }
  return figures;
}
