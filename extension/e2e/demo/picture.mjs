// Takes the README's picture anew: the list with its badges, and a bribe caught in the reply box.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { Console, LIST, ROOT } from '../console/server.mjs';
import { freshProfile, launch } from '../harness/browser.mjs';
import { BRIBE, openReply, pointAtMark, said, type } from '../harness/reply.mjs';

const site = await new Console().start();
const profile = freshProfile();
const context = await launch({ switches: site.switches, profile });
try {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 760 });
  await page.goto(`${LIST}?x-editor=dialog`);
  await page.locator('[data-pingban="badge"]').nth(4).waitFor();
  const row = site.rows()[1];
  await openReply(page, row);
  await type(page, BRIBE);
  await page.waitForTimeout(500);
  await pointAtMark(page);
  await said(page, /第九条/);
  const file = path.join(ROOT, 'extension/e2e/pictures/console.png');
  await page.screenshot({ path: file });
  console.log(path.relative(process.cwd(), file));
} finally {
  await context.close();
  await site.stop();
  rmSync(profile, { recursive: true, force: true });
}
