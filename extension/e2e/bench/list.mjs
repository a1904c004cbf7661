// A list of 1000 rows: our longest stretch of the main thread while the page loads, redraws and
// scrolls, and what the clock costs while nothing happens.
import { LIST } from '../console/server.mjs';
import { profile } from '../harness/profile.mjs';

/** Badges are written anew at most once a minute while more than an hour is left. */
const IDLE_MS = 65_000;

/** @param {Awaited<ReturnType<typeof import('../harness/stage.mjs').stage>>} all */
export async function list(all) {
  const page = await all.context.newPage();
  const cdp = await page.context().newCDPSession(page);
  const busy = await profile(cdp);
  await page.goto(`${LIST}?x-rows=1000&pageSize=1000`);
  await page.locator('[data-pingban="badge"]').first().waitFor();
  for (const change of ['rerender', 'reverse', 'refresh']) {
    await page.evaluate((name) => window.consolePage[name](), change);
    await page.waitForTimeout(1200);
  }
  for (let y = 0; y < 12; y++) {
    await page.mouse.wheel(0, 900);
    await page.waitForTimeout(80);
  }
  const { slices } = await busy.stop();
  await page.waitForTimeout(1000);
  const idle = await profile(cdp);
  await page.waitForTimeout(IDLE_MS);
  const ticks = await idle.stop();
  await page.close();
  const longest = (/** @type {{ms: number}[]} */ all) => Math.max(0, ...all.map((s) => s.ms));
  return [
    { what: '1000 rows: our longest main-thread slice', value: longest(slices), unit: 'ms', budget: 8 },
    { what: '1000 rows: most work in one tick', value: longest(ticks.slices), unit: 'ms', budget: 1 },
  ];
}
