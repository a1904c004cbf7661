// Under the strictest policy a console could send, everything works and nothing breaks the policy.
import { LIST } from './console/server.mjs';
import { expect, test } from './harness/fixtures';
import { marks } from './harness/page.mjs';
import { BRIBE, openReply, pointAtMark, press, said, type, WORDS, written } from './harness/reply.mjs';
import { compare, settled, sweep } from './harness/sight';

test('badges, underline, card and replacement work under a strict policy without breaking it', async ({
  desk,
  site,
}) => {
  const page = await desk.context.newPage();
  await page.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(window, { broken });
    addEventListener('securitypolicyviolation', (e) => broken.push(`${e.violatedDirective} ${e.blockedURI}`), true);
  });
  await page.goto(`${LIST}?x-csp=strict`);
  const rows = site.rows();
  await settled(page, rows);
  compare(await sweep(page), rows, true);
  const first = rows[0];
  if (!first) throw new Error('no rows');
  await openReply(page, first);
  await type(page, BRIBE);
  await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
  await pointAtMark(page);
  await said(page, /第九条/);
  await press(page, 'button', WORDS.replace);
  await expect.poll(() => written(page)).not.toContain('返10元');
  expect(await page.evaluate(() => (window as unknown as { broken: string[] }).broken)).toEqual([]);
});
