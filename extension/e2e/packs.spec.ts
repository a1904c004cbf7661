// What the lead publishes is in effect on agents' pages; what is faulty is not, and says why.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './console/server.mjs';
import { expect, test } from './harness/fixtures';
import { badges, marks } from './harness/page.mjs';
import { BRIBE, offered, openReply, pointAtMark, press, said, type, WORDS, written } from './harness/reply.mjs';
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

test('a switch for one version leaves every other version as it is', async ({ desk, joined, site }) => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'manifest.json'), 'utf8')) as { version: string };
  const page = await desk.list();
  await settled(page, site.rows());
  const shown = (await badges(page)).length;
  expect(shown).toBeGreaterThan(0);
  let base: number | undefined;
  const publish = async (versions: string[]) => {
    const items = versions.map((version) => ({ feature: 'badges', version, reason: `${version} 的毛病` }));
    const { version: had } = await joined.call('PUT', '/v1/packs/switches', { items, off: [] }, base);
    base = had;
    await desk.extension.ask('sync.now');
  };
  await publish([`${version}.9`, '0.0.0']);
  await page.reload();
  await settled(page, site.rows());
  expect((await desk.extension.ask('status')).off).toEqual([]);
  await publish([version]);
  await expect.poll(async () => (await badges(page)).length).toBe(0);
  expect((await desk.extension.ask('status')).off).toEqual([
    { feature: 'badges', by: 'team', reason: `${version} 的毛病` },
  ]);
});

const OWN_RULE = {
  id: 'team-no-brandx',
  label: '',
  severity: 'hint',
  platforms: [],
  message: '别家的牌子我们不评价。',
  source: { title: '晨屿售后规范', date: '2026-11-01' },
  rewrite: '这款的参数您可以看详情页，哪里拿不准我帮您查。',
  patterns: [{ slots: ['晨屿二店|晨屿分店'] }],
  examples: {
    flag: ['您去晨屿二店看看呢', '晨屿分店也有货', '晨屿二店便宜点', '分店就是晨屿分店哦'],
    pass: ['我们是晨屿旗舰店', '店里都有货的', '二楼的货架上没有了', '分开发货的哦'],
  },
};

test("the lead's own rule is in effect on an open reply, and what ships still is", async ({ desk, joined, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  const [row] = site.rows();
  if (!row) throw new Error('no rows');
  await openReply(page, row);
  await type(page, '晨屿二店有货');
  await joined.call('PUT', '/v1/packs/rules', { items: [OWN_RULE], off: [] });
  await desk.extension.ask('sync.now');
  await expect.poll(() => marks(page, 'hint')).toHaveLength(1);
  await type(page, ',改成好评返您10元');
  await expect.poll(() => marks(page, 'block')).not.toEqual([]);
  expect(await written(page)).toContain('晨屿二店');
});

test('the lead can forbid ignoring what blocks, and what was ignored is back', async ({ desk, joined, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  const [row] = site.rows();
  if (!row) throw new Error('no rows');
  await openReply(page, row);
  await type(page, BRIBE);
  await expect.poll(() => marks(page, 'block')).not.toEqual([]);
  await pointAtMark(page);
  await said(page, /第九条/);
  await press(page, 'button', WORDS.ignoreRule);
  await expect.poll(() => marks(page, 'block')).toEqual([]);

  const reason = '返现类不许忽略';
  await joined.call('PUT', '/v1/packs/switches', {
    items: [{ feature: 'ignore_block', version: '', reason }],
    off: [],
  });
  await desk.extension.ask('sync.now');
  await expect.poll(() => marks(page, 'block')).not.toEqual([]);
  await pointAtMark(page);
  await said(page, /第九条/);
  expect(await offered(page, WORDS.ignoreOnce)).toBe(true);
  expect(await offered(page, WORDS.ignoreRule)).toBe(false);
});

test('a rules pack with a failing example changes nothing and says which', async ({ desk, joined }) => {
  await joined.call('PUT', '/v1/packs/rules', { items: [OWN_RULE], off: [] });
  await desk.extension.ask('sync.now');
  const labelled = async () => (await desk.extension.ask('check', { text: '您去晨屿二店看看' })).findings.length;
  await expect.poll(labelled).toBe(1);
  const { version } = await joined.call('GET', '/v1/packs/rules');
  const broken = { ...OWN_RULE, examples: { ...OWN_RULE.examples, flag: ['这句不该提示', ...OWN_RULE.examples.flag] } };
  const refusal = await joined.call('PUT', '/v1/packs/rules', { items: [broken], off: [] }, version).catch(String);
  await desk.extension.ask('sync.now');
  expect(await labelled()).toBe(1);
  const told = `${refusal} ${JSON.stringify((await desk.extension.ask('status')).packs)}`;
  expect(told).toContain('examples.flag');
});
