// The sample pages beside the site files, and how one is played: under its real address, at the
// moment it was made for, its answers asked for by the page itself.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../console/server.mjs';
import { DIST } from './browser.mjs';

export const SITES = path.join(ROOT, 'internal/sight/sites');

/**
 * What must be seen on a row. `case` and `ends` hold whatever is done to the page: whose row it is, and
 * for each kind of window every end that is right (to the second where the page or its answer tells seconds, to the
 * minute where only the minute is left). `badge` or `refused` is what the untouched sample shows.
 * @typedef {object} Wanted
 * @property {string} [case]
 * @property {Record<string, string[]>} [ends]
 * @property {{kind: string, state: string, basis: string, closes: string}} [badge]
 * @property {string} [refused]
 * @property {{case: string, ends: Record<string, string[]>}[]} [may] what it is as well once a part of it is gone: an order
 *   of two lines of which a redesign shows one
 */

/**
 * @typedef {object} Sample
 * @property {string} site id of the site file
 * @property {string} name
 * @property {string} address
 * @property {string} now RFC 3339: the moment the page is looked at
 * @property {string} html
 * @property {{url: string, body: string}[]} answers
 * @property {Record<string, Wanted>} rows by the data-row of the element that holds the row's order number
 * @property {{first: string, other: string, doubtful: string}} [chat] who is written to first, who next, whose name two share
 */

/** The browser runs what was built: a site file changed since would be tested as it was. */
export function builtSince() {
  const built = statSync(path.join(DIST, 'data/sites.bin'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const changed = Math.max(...siteFiles().map(({ id }) => statSync(path.join(SITES, `${id}.json`)).mtimeMs));
  if (built < changed)
    throw new Error('a site file in internal/sight/sites is newer than dist/pingban: run make dist first');
}

/** @returns {{id: string, enabled: boolean, evidence: string, kind: string, title: string, hosts: string[], ready: {texts: string[]}}[]} the shipped site files */
export const siteFiles = () =>
  readdirSync(SITES)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(path.join(SITES, name), 'utf8')));

/** @param {string} site @returns {Sample[]} */
export function samplesOf(site) {
  const folder = path.join(SITES, site);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (!names.some((file) => file.endsWith('.want.json')))
    throw new Error(`internal/sight/sites/${site}.json has no sample: see extension/README.md, "A new page"`);
  const read = (/** @type {string} */ file) => readFileSync(path.join(folder, file), 'utf8');
  return names
    .filter((file) => file.endsWith('.want.json'))
    .map((file) => {
      const name = file.replace(/\.want\.json$/, '');
      const want = JSON.parse(read(file));
      const answers = (want.answers ?? []).map((/** @type {{url: string, file: string}} */ a) => ({
        url: a.url,
        body: read(a.file),
      }));
      return { ...want, site, name, html: read(want.page ?? `${name}.html`), answers, rows: want.rows ?? {} };
    });
}

/**
 * Lets the extension believe that it is `now` there: by the difference to the server's clock that
 * it learns from a backend. @param {import('./extension.mjs').Extension} extension @param {string} now
 */
export async function setClock(extension, now) {
  await extension.putMeta('skew', Date.parse(now) - Date.now());
  await extension.kill();
}

/**
 * Opens a sample, its whole length on screen, and lets it ask for its answers.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {import('../console/server.mjs').Console} site plays it @param {Sample} sample
 * @param {{width: number, height: number}} [size] of the window
 */
export async function open(context, site, sample, size = { width: 1440, height: 4200 }) {
  site.sample = sample;
  const page = await context.newPage();
  await page.setViewportSize(size);
  await page.goto(sample.address);
  for (const { url } of sample.answers) {
    await page.evaluate((address) => fetch(address, { method: 'POST' }).then((r) => r.text()), url);
  }
  return page;
}
