// What the lead publishes is in effect on agents' pages; what is faulty is not, and says why.
import { expect, test } from './harness/fixtures';
import { badges } from './harness/page.mjs';
import { settled } from './harness/sight';

test("the lead's switch turns a feature off on open pages and says why", async ({ desk, joined, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  await joined.call('PUT', '/v1/packs/switches', {
    items: [{ feature: 'badges', version: '', reason: '平台改版，先停用' }],
    off: [],
  });
  await desk.extension.ask('sync.now');
  await expect.poll(async () => (await badges(page)).length).toBe(0);
  expect((await desk.extension.ask('status')).off).toContainEqual({
    feature: 'badges',
    by: 'team',
    reason: '平台改版，先停用',
  });
});
