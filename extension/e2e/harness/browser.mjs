// Finds a Chromium and starts it with the extension in it.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { ROOT } from '../console/server.mjs';
import { Program } from './process.mjs';

const ENV = { ...process.env, LANGUAGE: 'zh_CN' };
const QUIET = ['--disable-quic', '--disable-background-networking', '--no-first-run'];

export const DIST = path.join(ROOT, 'dist/pingban');

/** Branded Chrome ignores --load-extension, so it is never looked for. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @returns {string} $CHROME, else an installed Chromium, else Playwright's own */
export function browserPath() {
  if (process.env.CHROME) return process.env.CHROME;
  return INSTALLED.find(existsSync) ?? chromium.executablePath();
}

/** An empty profile in which extensions' errors are kept for developerPrivate to tell. */
export function freshProfile() {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'pingban-profile-'));
  mkdirSync(path.join(dir, 'Default'));
  writeFileSync(
    path.join(dir, 'Default/Preferences'),
    JSON.stringify({ extensions: { ui: { developer_mode: true } } }),
  );
  return dir;
}

/** Origins a user grants when switching a page on, of the worker's own list; the browser's question cannot be answered by a test. */
const askedFor = () =>
  Array.from(
    readFileSync(path.join(ROOT, 'extension/worker/hosts.ts'), 'utf8').matchAll(/'(https:\/\/[^']+)'/g),
    ([, origin]) => origin,
  );

/** @type {string|undefined} */
let grantedFolder;

/** The extension as it is once those hosts are granted: a copy of this process's own. @returns {string} its folder */
function granted() {
  if (grantedFolder) return grantedFolder;
  const dir = mkdtempSync(path.join(os.tmpdir(), 'pingban-granted-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  grantedFolder = dir;
  cpSync(DIST, dir, { recursive: true });
  const file = path.join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...manifest, host_permissions: askedFor().map((origin) => `${origin}/*`) }));
  return dir;
}

/**
 * @param {object} options
 * @param {string[]} options.switches where hosts lead, from Console.switches
 * @param {string} options.profile user data directory
 * @param {boolean} [options.headed]
 * @param {boolean} [options.signals] leaves Ctrl+C to the caller, who has more than a browser to end
 * @param {boolean} [options.grant] with every host granted that a page may be asked for
 * @param {boolean} [options.bare] without the extension, to measure the page alone
 * @param {string} [options.dist] the unpacked extension
 * @param {boolean} [options.welcome] leaves the page open that the extension shows after its first start
 */
export async function launch({
  switches,
  profile,
  headed = false,
  bare = false,
  signals = false,
  grant = false,
  dist = DIST,
  welcome = false,
}) {
  if (!bare && !existsSync(path.join(dist, 'manifest.json'))) throw new Error(`${dist} is not built: run make dist`);
  const folder = grant ? granted() : dist;
  const extension = bare ? [] : [`--disable-extensions-except=${folder}`, `--load-extension=${folder}`];
  const first = !existsSync(path.join(profile, 'Local State'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath(),
    headless: !headed,
    // Chromium's sandbox cannot be had as root, nor in most containers.
    chromiumSandbox: headed && process.getuid?.() !== 0,
    ignoreHTTPSErrors: true,
    handleSIGINT: !signals,
    handleSIGTERM: !signals,
    handleSIGHUP: !signals,
    viewport: headed ? null : { width: 1440, height: 900 },
    env: ENV,
    args: [...extension, ...switches, ...QUIET, ...(headed ? ['--window-size=1440,960'] : ['--disable-gpu'])],
  });
  if (first && !bare && !welcome) {
    const page = await welcomePage(context);
    // Closed while it loads, it can leave its process without any messages of _locales.
    await page.locator('h1', { hasText: /./ }).waitFor();
    await page.close();
  }
  return context;
}

/** The page a fresh profile is shown. @param {import('@playwright/test').BrowserContext} context */
export async function welcomePage(context) {
  for (let waited = 0; waited < 15_000; waited += 20) {
    const page = context.pages().find((open) => open.url().endsWith('/views/welcome.html'));
    if (page) return page;
    await new Promise((r) => setTimeout(r, 20));
  }
  throw new Error('the first page was not shown');
}

/**
 * Starts a headless Chromium that nothing is attached to, for what a debugger would change: memory, and when a worker
 * ends. It can only be watched from outside.
 * @param {object} options
 * @param {string[]} options.switches where hosts lead, from Console.switches
 * @param {string} options.profile user data directory
 * @param {string} options.url what it opens
 * @param {string} [options.dist] the unpacked extension
 */
export function launchUnwatched({ switches, profile, url, dist = DIST }) {
  return new Program(
    browserPath(),
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--ignore-certificate-errors',
      `--user-data-dir=${profile}`,
      `--disable-extensions-except=${dist}`,
      `--load-extension=${dist}`,
      ...switches,
      ...QUIET,
      url,
    ],
    { env: ENV },
  );
}
