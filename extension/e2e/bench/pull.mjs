// The first pull of a new device: a large team's three years of log, read into a browser in which an
// agent goes on working meanwhile.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LIST, ROOT } from '../console/server.mjs';
import { Native } from '../harness/backend.mjs';
import { freshProfile, launch } from '../harness/browser.mjs';
import { Extension } from '../harness/extension.mjs';
import { percentile } from '../harness/profile.mjs';
import { Team } from '../harness/team.mjs';
import { dirty, isOurs } from './memory.mjs';

const EVENTS = 300_000;
/** What it may take in all before the bench gives up. */
const PATIENCE_MS = 300_000;

/** MB of the extension's process, the worker and its engine in it. @param {import('playwright').CDPSession} cdp */
async function ours(cdp) {
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  const sizes = processInfo.filter((p) => p.type === 'renderer').map((p) => (isOurs(p.id) ? dirty(p.id) : 0));
  return Math.max(0, ...sizes);
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
    const longest = { ms: 0 };
    Object.assign(globalThis, { longest });
    const frame = (/** @type {number} */ at) => {
      longest.ms = Math.max(longest.ms, at - was);
      was = at;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const cdp = await context.browser().newBrowserCDPSession();
  const before = await ours(cdp);

  const began = performance.now();
  // It is answered once all is there.
  const syncing = extension.ask('join', { origin: team.origin, code: await team.invite(), name: '小陈' });
  let over = false;
  void syncing.finally(() => {
    over = true;
  });
  let peak = 0;
  const shown = new Set();
  const checks = [];
  while (!over && performance.now() - began < PATIENCE_MS) {
    const asked = performance.now();
    await extension.ask('check', { id: '1', text: '亲，改成好评给您返10元红包', platform: 'taobao' });
    checks.push(performance.now() - asked);
    const chip = (await panel.locator('.chip.sync').textContent()) ?? '';
    const progress = /(\d+)%/.exec(chip)?.[1];
    if (progress) shown.add(progress);
    peak = Math.max(peak, await ours(cdp));
    await new Promise((r) => setTimeout(r, 250));
  }
  await syncing;
  const seconds = (performance.now() - began) / 1000;
  const { store } = await extension.ask('status');
  if (store.events < EVENTS) throw new Error(`only ${store.events} of ${EVENTS} events were pulled`);
  const held = await page.evaluate(
    () => /** @type {{longest: {ms: number}}} */ (/** @type {any} */ (globalThis)).longest.ms,
  );
  const folding = performance.now();
  await extension.ask('todo', { limit: 1 });
  const folded = (performance.now() - folding) / 1000;
  peak = Math.max(peak, await ours(cdp));
  // What of it is the fold's own: the next worker reads the same log and nothing else.
  await extension.kill();
  await new Promise((r) => setTimeout(r, 1000));
  const again = performance.now();
  await extension.ask('todo', { limit: 1 });
  const refolded = (performance.now() - again) / 1000;
  const anew = await ours(cdp);
  await context.close();
  await server.remove();
  for (const left of [dir, profile]) rmSync(left, { recursive: true, force: true });
  const of = `first pull of ${EVENTS.toLocaleString('en')} events`;
  return [
    { what: of, value: seconds, unit: 's', budget: 60 },
    { what: `${of}: percentages shown meanwhile`, value: shown.size, unit: '' },
    { what: `${of}: a check meanwhile, p95`, value: percentile(checks, 0.95), unit: 'ms' },
    { what: `${of}: the page held up, longest`, value: held, unit: 'ms' },
    { what: `${of}: the extension's process before`, value: before, unit: 'MB' },
    { what: `${of}: the most it had`, value: peak, unit: 'MB' },
    { what: `${of}: a list asked for at its end`, value: folded, unit: 's' },
    { what: `${of}: the same of a worker started anew`, value: refolded, unit: 's' },
    { what: `${of}: the extension's process then`, value: anew, unit: 'MB' },
  ];
}
