// `make look NAME=site/page [PICTURE=file.png]`: opens a sample in Chromium with Pingban reading it, as it stood at
// the sample's moment. With PICTURE nothing is opened: the card of the first badge is shown and the page pictured.
import { rmSync } from 'node:fs';
import { Console } from '../console/server.mjs';
import { freshProfile, launch } from '../harness/browser.mjs';
import { Extension } from '../harness/extension.mjs';
import { builtSince, open, samplesOf, setClock, siteFiles } from '../harness/samples.mjs';

const [name = '', picture = ''] = process.argv.slice(2);
const [id = '', page = ''] = name.split('/');
const known = siteFiles().some((file) => file.id === id);
const sample = known ? samplesOf(id).find((one) => one.name === page) : undefined;
if (!sample) {
  const names = known ? samplesOf(id).map((one) => `${id}/${one.name}`) : siteFiles().map((file) => `${file.id}/…`);
  console.error(`Use: make look NAME=site/page [PICTURE=file.png]; there are ${names.join(', ')}`);
  process.exit(1);
}
builtSince();

const site = await new Console().start();
const profile = freshProfile();
const context = await launch({ switches: site.switches, profile, grant: true, headed: picture === '' });
try {
  const extension = await Extension.in(context);
  await extension.ask('page.set', { id, on: true });
  await setClock(extension, sample.now);
  const shown = await open(context, site, sample, { width: 1440, height: 900 });
  if (picture) {
    const badge = shown.locator('[data-pingban="badge"]').first();
    await badge.hover();
    await shown.waitForTimeout(600);
    await shown.screenshot({ path: picture, fullPage: true });
  } else {
    console.log('Close the browser when you have seen enough.');
    await new Promise((closed) => context.once('close', closed));
  }
} finally {
  await context.close();
  await site.stop();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
