// A list of 1000 rows: our longest stretch of the main thread while the page loads, redraws and
// scrolls, and what the clock costs while nothing happens.
import { LIST } from '../console/server.mjs';
import { press } from '../harness/page.mjs';
import { CALLS_ONLY, isOurs, percentile, profile } from '../harness/profile.mjs';

/** What runs out next stands first: each badge in sight tells minutes, and is written anew three times in this time. */
const IDLE_MS = 185_000;

/** Pieces of equal work: how many, how long one takes, and how far apart they are, about as our slices and our ticks. */
const LIKE_SLICES = { pieces: 400, ms: 3, gap: 10 };
const LIKE_TICKS = { pieces: 200, ms: 0.4, gap: 300 };

/**
 * What this machine makes of pieces of work that are all alike, in a page of nobody's, measured as ours are: what
 * the longest takes over the usual is no doing of the work.
 * @param {{context: import('playwright').BrowserContext}} all @param {typeof LIKE_SLICES} like
 * @param {number} [interval] of the samples @returns {Promise<number[]>} ms of each
 */
async function alike({ context }, like, interval) {
  const page = await context.newPage();
  const cdp = await page.context().newCDPSession(page);
  const busy = await profile(cdp, () => true, interval);
  await page.evaluate(async ({ pieces, ms, gap }) => {
    const work = (/** @type {number} */ rounds) => {
      let x = 1;
      for (let i = 0; i < rounds; i++) x = (x * 16807) % 2147483647;
      return x;
    };
    for (let i = 0; i < 50; i++) work(100_000); // compiled for good before it is timed
    let rounds = 1000;
    for (let took = 0; took < ms; rounds *= 1.2) {
      const began = performance.now();
      work(rounds);
      took = performance.now() - began;
    }
    for (let i = 0; i < pieces; i++) await new Promise((resolve) => setTimeout(() => resolve(work(rounds)), gap));
  }, like);
  const { slices } = await busy.stop();
  await page.close();
  return slices.slice(-like.pieces).map(({ ms }) => ms);
}

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
  await press(page, 'button', /^按剩余时间排$/);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(3000);
  const idle = await profile(cdp, isOurs, CALLS_ONLY);
  await page.waitForTimeout(IDLE_MS);
  const ticks = await idle.stop();
  await page.close();
  const equal = await alike(all, LIKE_SLICES);
  const sparse = await alike(all, LIKE_TICKS, CALLS_ONLY);
  const longest = (/** @type {{ms: number}[]} */ all) => Math.max(0, ...all.map((s) => s.ms));
  const each = ticks.slices.map(({ ms }) => ms);
  return [
    { what: '1000 rows: our longest main-thread slice', value: longest(slices), unit: 'ms', budget: 8 },
    { what: `the longest of ${LIKE_SLICES.pieces} pieces of equal work`, value: Math.max(...equal), unit: 'ms' },
    { what: 'the usual one of them', value: percentile(equal, 0.5), unit: 'ms' },
    {
      what: `1000 rows: the most of 95 in 100 of ${each.length} ticks`,
      value: percentile(each, 0.95),
      unit: 'ms',
      budget: 1,
    },
    { what: 'the longest of them', value: longest(ticks.slices), unit: 'ms' },
    { what: 'the usual one of them', value: percentile(each, 0.5), unit: 'ms' },
    // What a machine that is held up now and then makes of equal work as far apart, in a page of nobody's.
    { what: `the longest of ${LIKE_TICKS.pieces} pieces of equal work`, value: Math.max(...sparse), unit: 'ms' },
    { what: 'the most of 95 in 100 of those', value: percentile(sparse, 0.95), unit: 'ms' },
    { what: 'the usual one of those', value: percentile(sparse, 0.5), unit: 'ms' },
  ];
}
