// What memory the worker with its engine holds, and what a tab pays for having us in it. By Linux's
// own count of private dirty pages, so on Linux only.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LIST } from '../console/server.mjs';
import { DIST, freshProfile, launch, launchUnwatched } from '../harness/browser.mjs';
import { percentile } from '../harness/profile.mjs';

const ROUNDS = 3;
const SETTLED_MS = 6000;

/** MB of private dirty pages. @param {number|string} pid */
export const dirty = (pid) =>
  Number(/Private_Dirty:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;

/** @param {number|string} pid */
export const isOurs = (pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--extension-process');

/**
 * MB of the extension's process in a browser with nothing attached, 0 while there is none.
 * @param {import('../harness/process.mjs').Program} browser
 */
export function sizeIn(browser) {
  const size = (/** @type {string} */ pid) => {
    try {
      const group = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
      return Number(group) === browser.child.pid && isOurs(pid) ? dirty(pid) : 0;
    } catch {
      return 0; // it has ended meanwhile
    }
  };
  const pids = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid));
  return Math.max(0, ...pids.map(size));
}

/** MB of the largest page. @param {import('@playwright/test').BrowserContext} context */
async function largestPage(context) {
  const cdp = await context.browser().newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const pages = processInfo.filter((p) => p.type === 'renderer' && !isOurs(p.id));
  return Math.max(0, ...pages.map((p) => dirty(p.id)));
}

/** MB of the worker's process while the list is open, with nothing attached: a debugger makes V8 keep more. */
async function worker(/** @type {string[]} */ switches, /** @type {string} */ dist) {
  const profile = freshProfile();
  await (await launch({ switches, profile, dist })).close(); // with the first page shown and closed
  const browser = launchUnwatched({ switches, profile, url: LIST, dist });
  await new Promise((r) => setTimeout(r, SETTLED_MS));
  const size = sizeIn(browser);
  await browser.stop();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return size;
}

/** The list open and quiet, in a browser with or without us. @param {string[]} switches @param {boolean} bare */
async function tab(switches, bare) {
  const profile = freshProfile();
  const context = await launch({ switches, profile, bare });
  const page = await context.newPage();
  await page.goto(LIST);
  await page
    .locator(bare ? 'tr.next-table-row' : '[data-pingban="badge"]')
    .first()
    .waitFor();
  await page.waitForTimeout(2000);
  const cdp = await context.newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  await page.waitForTimeout(500);
  const size = await largestPage(context);
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  return size;
}

/** @param {Awaited<ReturnType<typeof import('../harness/stage.mjs').stage>>} all */
export async function memory({ site }) {
  if (!existsSync('/proc/self/smaps_rollup')) return [];
  const hollow = path.join(os.tmpdir(), `pingban-hollow-${process.pid}`);
  cpSync(DIST, hollow, { recursive: true });
  rmSync(path.join(hollow, 'engine.wasm'));
  const whole = [];
  const without = [];
  const ours = [];
  const bare = [];
  for (let i = 0; i < ROUNDS; i++) {
    whole.push(await worker(site.switches, DIST));
    without.push(await worker(site.switches, hollow));
    ours.push(await tab(site.switches, false));
    bare.push(await tab(site.switches, true));
  }
  rmSync(hollow, { recursive: true });
  const median = (/** @type {number[]} */ all) => percentile(all, 0.5);
  return [
    { what: "memory of the worker's whole process", value: median(whole), unit: 'MB' },
    { what: 'memory the engine adds to it', value: median(whole) - median(without), unit: 'MB', budget: 30 },
    { what: 'memory added to a tab', value: median(ours) - median(bare), unit: 'MB', budget: 3 },
  ];
}
