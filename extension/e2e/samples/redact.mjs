// `make sample NAME=site/page HTML=saved.html [JSON=answer.json | HAR=saved.har]`: makes a sample of a page
// someone with a shop saved. Every id is changed, the same one everywhere in the same way; every word is
// replaced but the console's own labels and those its site file looks for; scripts, styles, pictures, tokens and
// forms' values go.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SITES, siteFiles } from '../harness/samples.mjs';
import { Redactor, readBy } from './redactor.mjs';

const [name = '', html = '', answer = ''] = process.argv.slice(2);
const [site = '', page = ''] = name.split('/');
const file = siteFiles().find(({ id }) => id === site);
if (!file || !/^[a-z0-9-]+$/.test(page) || !html) {
  console.error('Use: make sample NAME=taobao-reviews/mine HTML=saved.html [JSON=answer.json or HAR=saved.har]');
  process.exit(1);
}

const redactor = new Redactor(readBy(file));
const saved = readFileSync(html, 'utf8');
// Chrome writes into a page it saves where that came from. What follows the path may be personal.
const address = /<!-- saved from url=\(\d+\)(https:[^\s?#]+)/.exec(saved)?.[1] ?? '';
const out = (/** @type {string} */ end) => path.join(SITES, site, `${page}.${end}`);
writeFileSync(out('html'), redactor.html(saved));
/** @type {{url: string, file: string}[]} */
const answers = [];
if (answer) {
  const text = readFileSync(answer, 'utf8');
  const found = answer.endsWith('.har')
    ? fromHar(text)
    : [{ url: `https://${file.hosts[0]}/${file.api[0]?.name ?? ''}`, text }];
  found.forEach((one, i) => {
    const end = `${i || ''}answer.json`;
    writeFileSync(out(end), `${redactor.json(one.text)}\n`);
    answers.push({ url: one.url, file: `${page}.${end}` });
  });
}
const want = {
  address: address.replace(/\d{6,}/g, (id) => redactor.id(id)) || `https://${file.hosts[0]}/`,
  now: new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00'),
  answers,
  rows: {},
};
writeFileSync(out('want.json'), `${JSON.stringify(want, null, 2)}\n`);
console.log(`internal/sight/sites/${site}/${page}.*: look through them before you send them; nothing else was written.
Then put data-row="…" on the element that holds each row's order number, and what must be seen there into rows.${
  address ? '' : '\nThe file does not say where it was saved from: put the page into address.'
}`);

/** Answers of the site's own APIs in a HAR, their addresses without tokens. @param {string} text */
function fromHar(text) {
  /** @type {{request: {url: string}, response: {content: {text?: string, encoding?: string}}}[]} */
  const entries = JSON.parse(text).log.entries;
  return entries
    .filter(({ request }) => file?.api.some((api) => request.url.includes(api.name)))
    .map(({ request, response }) => ({
      url: request.url.split('?')[0] ?? '',
      text: Buffer.from(
        response.content.text ?? '',
        response.content.encoding === 'base64' ? 'base64' : 'utf8',
      ).toString(),
    }));
}
