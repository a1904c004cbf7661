// The first pull of a new device: a large team's three years of log, read into a browser in which an
// agent goes on working meanwhile.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LIST, ROOT } from '../console/server.mjs';
import { Native } from '../harness/backend.mjs';
import { freshProfile, launch, launchUnwatched } from '../harness/browser.mjs';
import { Extension } from '../harness/extension.mjs';
import { percentile } from '../harness/profile.mjs';
import { Team } from '../harness/team.mjs';
import { sizeIn } from './memory.mjs';

const EVENTS = 300_000;
/** What it may take in all before the bench gives up. */
const PATIENCE_MS = 300_000;

/** How long the process is looked at once all is pulled and folded. */
const AFTER_MS = 15_000;

/**
 * The most MB the extension's process has while it pulls and folds, with the list open and nothing attached: a
 * debugger keeps what comes over the network, some 200 MB of it. The pull was begun and cut short in another browser.
 * @param {string[]} switches @param {Native} server @param {Team} team
 */
async function memory(switches, server, team) {
  const profile = freshProfile();
  const context = await launch({ switches, profile });
  const extension = await Extension.in(context);
  const joining = extension.ask('join', { origin: team.origin, code: await team.invite(), name: '小王' });
  joining.catch(() => {}); // its browser goes before it is answered
  while (!(await extension.ask('status')).sync.progress) await new Promise((r) => setTimeout(r, 50));
  await context.close();
  server.program?.lines.splice(0);
  const browser = launchUnwatched({ switches, profile, url: LIST });
  let [peak, before, until] = [0, 0, performance.now() + PATIENCE_MS];
  for (let pulled = false; performance.now() < until; await new Promise((r) => setTimeout(r, 100))) {
    const size = sizeIn(browser);
    peak = Math.max(peak, size);
    if (!server.program?.lines.some((line) => line.includes('GET /v1/events"'))) before = size;
    // Who it is in the team it asks for once it has the whole log.
    if (pulled || !server.program?.lines.some((line) => line.includes('GET /v1/me"'))) continue;
    pulled = true;
    until = performance.now() + AFTER_MS;
  }
  await browser.stop();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return { before, peak };
}

/** @param {{site: {switches: string[]}}} all */
export async function pull({ site }) {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'pingban-pull-'));
  const db = path.join(dir, 'team.db');
  const said = execFileSync('go', ['run', './backend/seed', '-db', db, '-events', String(EVENTS)], { cwd: ROOT });
  const token = /token: (\S+)/.exec(said.toString())?.[1] ?? '';
  const server = await new Native({ db }).start();
  const team = new Team(server, token);
  const profile = freshProfile();
  const context = await launch({ switches: site.switches, profile });
  const extension = await Extension.in(context);
  const page = await context.newPage();
  await page.goto(LIST);
  await page.locator('[data-pingban="badge"]').first().waitFor();
  const panel = await extension.view('panel');
  await page.bringToFront();
  // How long the page is held up: the longest wait from one frame to the next.
  await page.evaluate(() => {
    let was = performance.now();
    const longest = { ms: 0, over: false };
    Object.assign(globalThis, { longest });
    const frame = (/** @type {number} */ at) => {
      longest.ms = Math.max(longest.ms, at - was);
      was = at;
      if (!longest.over) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });

  const began = performance.now();
  // It is answered once all is there.
  const syncing = extension.ask('join', { origin: team.origin, code: await team.invite(), name: '小陈' });
  let over = false;
  void syncing.finally(() => {
    over = true;
  });
  const shown = new Set();
  const checks = [];
  while (!over && performance.now() - began < PATIENCE_MS) {
    const asked = performance.now();
    await extension.ask('check', { id: '1', text: '亲，改成好评给您返10元红包', platform: 'taobao' });
    checks.push(performance.now() - asked);
    const chip = (await panel.locator('.chip.sync').textContent()) ?? '';
    const progress = /(\d+)%/.exec(chip)?.[1];
    if (progress) shown.add(progress);
    await new Promise((r) => setTimeout(r, 250));
  }
  await syncing;
  const seconds = (performance.now() - began) / 1000;
  const { store } = await extension.ask('status');
  if (store.events < EVENTS) throw new Error(`only ${store.events} of ${EVENTS} events were pulled`);
  const held = await page.evaluate(() => {
    const { longest } = /** @type {{longest: {ms: number, over: boolean}}} */ (/** @type {any} */ (globalThis));
    longest.over = true; // to draw at every frame takes a core, which what is timed below would lack
    return longest.ms;
  });
  const folding = performance.now();
  await extension.ask('todo', { limit: 1 });
  const folded = (performance.now() - folding) / 1000;
  await extension.kill();
  await new Promise((r) => setTimeout(r, 1000));
  const again = performance.now();
  await extension.ask('todo', { limit: 1 });
  const refolded = (performance.now() - again) / 1000;
  await context.close();
  const { before, peak } = await memory(site.switches, server, team);
  await server.remove();
  for (const left of [dir, profile]) rmSync(left, { recursive: true, force: true });
  const of = `first pull of ${EVENTS.toLocaleString('en')} events`;
  return [
    { what: of, value: seconds, unit: 's', budget: 60 },
    { what: `${of}: percentages shown meanwhile`, value: shown.size, unit: '' },
    { what: `${of}: a check meanwhile, p95`, value: percentile(checks, 0.95), unit: 'ms' },
    { what: `${of}: the page held up, longest`, value: held, unit: 'ms' },
    { what: `${of}: the extension's process before`, value: before, unit: 'MB' },
    { what: `${of}: the most it had, with the log folded`, value: peak, unit: 'MB' },
    { what: `${of}: a list asked for at its end`, value: folded, unit: 's' },
    { what: `${of}: the same of a worker started anew`, value: refolded, unit: 's' },
  ];
}
