// What following a change costs on a short and on a long list: our time on the main thread for each of
// the rows that changed. It should not hang on how many rows there are.
import { LIST } from '../console/server.mjs';
import { profile } from '../harness/profile.mjs';

const SIZES = [100, 500, 1000, 2000, 5000];
const CHANGED = 50;
/** Ms of ours within a second that are left once a list has been read: its clock. */
const QUIET_MS = 3;
const PATIENCE_S = 90;

/** Waits until the list has been read to its end. @param {import('playwright-core').CDPSession} cdp */
async function quiet(cdp) {
  for (let s = 0; s < PATIENCE_S; s++) {
    const second = await profile(cdp);
    await new Promise((r) => setTimeout(r, 1_000));
    if ((await second.stop()).total < QUIET_MS) return;
  }
  throw new Error(`the list was not read after ${PATIENCE_S} s`);
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
    const taken = await profile(cdp);
    await page.evaluate((n) => {
      const rows = [...document.querySelectorAll('tr.next-table-row:not(.next-table-expanded-row)')];
      for (let i = 0; i < n; i++) {
        const date = rows[Math.floor((i * rows.length) / n)]?.querySelector('.rate-date');
        if (date) date.textContent = '初次评价：2026-07-01 10:00';
      }
    }, CHANGED);
    await page.waitForTimeout(2_500);
    const { total } = await taken.stop();
    figures.push({
      what: `${size} rows: for each of ${CHANGED} that changed`,
      value: (total * 1000) / CHANGED,
      unit: 'us',
    });
    await page.close();
  }
  return figures;
}
