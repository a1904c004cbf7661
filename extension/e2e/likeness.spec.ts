// What no pattern lists is warned of all the same, for its likeness to what broke a rule, and mended alike.
import type { Row } from './console/rows.mjs';
import { expect, test } from './harness/fixtures';
import { press } from './harness/page.mjs';
import { openReply, said, type, WORDS, written } from './harness/reply.mjs';
import { settled } from './harness/sight';

test('a bribe in words that no rule lists is underlined, explained and replaced', async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  await openReply(page, site.rows()[0] as Row);
  await type(page, '亲您好呀。您把那几颗星补满,我给您安排一份小惊喜');
  await said(page, /读起来像是拿好处换评价/);
  await press(page, 'button', WORDS.replace);
  await expect.poll(() => written(page)).toMatch(/^亲您好呀。用着怎么样都欢迎您如实评价/);
});
