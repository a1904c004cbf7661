// 评价管理: every row its own badge, on the right row, with the right end, and none where unsure.
import type { Page } from '@playwright/test';
import { caseOf } from './harness/case.mjs';
import { expect, test } from './harness/fixtures';
import { badges } from './harness/page.mjs';
import { compare, noneWrong, settled, sweep } from './harness/sight';

test.use({ browsing: 'kept' });

for (const net of ['fetch', 'xhr']) {
  test(`every row has its badge to the second, read by ${net}`, async ({ desk, site }) => {
    const page = await desk.list(`x-net=${net}`);
    await settled(page, site.rows());
    const found = await sweep(page);
    compare(found, site.rows(), true);
    await page.close();
  });
}

test('an answer in GBK is read as well', async ({ desk, site }) => {
  const page = await desk.list('x-json=gbk');
  await settled(page, site.rows());
  compare(await sweep(page), site.rows(), true);
});

test('with the reader silent the screen alone tells everything but the seconds', async ({ desk, site }) => {
  const page = await desk.list('x-json=off');
  await settled(page, site.rows());
  const found = await sweep(page);
  compare(found, site.rows(), false);
});

test('with the reader switched off the screen is enough', async ({ desk, site }) => {
  await desk.extension.ask('settings', { off: ['reader'] });
  const page = await desk.list();
  await settled(page, site.rows());
  compare(await sweep(page), site.rows(), false);
});

test('an answer of other rows changes nothing', async ({ desk, site }) => {
  const page = await desk.list('x-json=stale');
  await settled(page, site.rows());
  compare(await sweep(page), site.rows(), false);
});

test('where screen and answer disagree no row has a badge, and the health page says why', async ({ desk, site }) => {
  const page = await desk.list('x-json=disagree');
  await expect
    .poll(async () => (await desk.extension.ask('health.get')).pages[0]?.refused?.disagree ?? 0)
    .toBe(site.rows().length);
  expect(await badges(page)).toEqual([]);
});

test('an answer that tells every row twice gives no badge that is wrong', async ({ desk }) => {
  const page = await desk.list('x-json=doubled');
  await page.waitForTimeout(1500);
  noneWrong(await badges(page));
});

for (const [odd, reason] of [
  ['undated', 'no_date'],
  ['future', 'future_date'],
  ['twoorders', 'two_orders'],
  ['twice', 'duplicate'],
] as const) {
  test(`a row that is ${odd} has no badge and its neighbours keep theirs`, async ({ desk, site }) => {
    const page = await desk.list(`pageSize=50&x-odd=${odd}`);
    await settled(page, site.rows());
    const found = await sweep(page);
    compare(found, site.rows(), true);
    await expect
      .poll(async () => (await desk.extension.ask('health.get')).pages[0])
      .toMatchObject({ seen: site.rows({ odd }).length, refused: { [reason]: odd === 'twice' ? 2 : 1 } });
  });
}

for (const odd of ['html', 'rtl', 'surrogate', 'long']) {
  test(`a review with ${odd} in it is only text`, async ({ desk, site }) => {
    const page = await desk.list(`pageSize=50&x-odd=${odd}`);
    await settled(page, site.rows());
    const found = await sweep(page);
    expect([...found.keys()].sort()).toEqual(site.rows({ odd }).map(caseOf).sort());
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  });
}

const changes: Record<string, (page: Page) => Promise<void>> = {
  'are all made anew': (page) => page.evaluate(() => window.consolePage.rerender()),
  'are sorted the other way': (page) => page.evaluate(() => window.consolePage.reverse()),
  'are drawn again into the same nodes': (page) => page.evaluate(() => window.consolePage.refresh()),
  'are loaded again': (page) => page.evaluate(() => window.consolePage.reload()),
};
for (const key of ['order', 'index']) {
  for (const [what, change] of Object.entries(changes)) {
    test(`badges follow when rows keyed by ${key} ${what}`, async ({ desk, site }) => {
      const page = await desk.list(`x-key=${key}`);
      await settled(page, site.rows());
      for (let i = 0; i < 3; i++) {
        await change(page);
        // At every moment, not only in the end: a badge on another's row is worse than none.
        for (let look = 0; look < 6; look++) noneWrong(await badges(page));
      }
      await expect.poll(async () => (await badges(page)).filter((b) => b.onScreen).length).toBeGreaterThan(3);
      const found = await sweep(page);
      compare(found, site.rows(), true);
    });
  }
}

test('the next page has its own badges and going back brings the first ones', async ({ desk, site }) => {
  const rows = site.rows({ count: 45 });
  const page = await desk.list('x-rows=45');
  await settled(page, rows);
  // Bar and badges move the list down as they come, which is no time to click: between the mouse's down and up the
  // button was 78 px further down.
  await expect(page.locator('[data-pingban="bar"]')).toBeVisible();
  await sweep(page);
  await page.getByRole('button', { name: '下一页' }).click();
  await settled(page, rows.slice(20));
  compare(await sweep(page), rows.slice(20, 40), true);
  await page.getByRole('button', { name: '上一页' }).click();
  await settled(page, rows);
  compare(await sweep(page), rows.slice(0, 20), true);
});

test('rows taken out and put in again as they were have their badges again', async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  await sweep(page);
  const held = await page.evaluateHandle(() => {
    const list = document.querySelector('tr.next-table-row')?.parentElement;
    const rows = [...(list?.children ?? [])];
    for (const row of rows) row.remove();
    return { list, rows };
  });
  await expect(page.locator('[data-pingban="badge"]')).toHaveCount(0);
  await page.waitForTimeout(400);
  await held.evaluate(({ list, rows }) => list?.append(...rows));
  await settled(page, site.rows());
  compare(await sweep(page), site.rows(), true);
});

test('another route has none of ours and coming back has all again', async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  for (let i = 0; i < 2; i++) {
    await page.getByRole('button', { name: '已卖出的宝贝' }).click();
    await expect(page.locator('[data-pingban="badge"], [data-pingban="bar"]')).toHaveCount(0);
    await page.goBack();
    await settled(page, site.rows());
  }
  const found = await sweep(page);
  compare(found, site.rows(), true);
});

test('two pages of 1000 rows: only rows on screen are decorated, and rightly', async ({ desk, site }) => {
  const rows = site.rows({ count: 1000 });
  const page = await desk.list('x-rows=1000&pageSize=1000');
  await settled(page, rows);
  expect((await badges(page)).length).toBeLessThan(60);
  for (const y of [40_000, 90_000, 3_000]) {
    await page.evaluate((top) => scrollTo(0, top), y);
    await expect.poll(async () => (await badges(page)).filter((b) => b.onScreen).length).toBeGreaterThan(3);
    noneWrong(await badges(page));
  }
});

test("while the console's own announcement covers the page ours are hidden", async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  await page.evaluate(() => window.consolePage.announce(true));
  await expect(page.locator('[data-pingban="bar"]')).toBeHidden();
  await page.evaluate(() => window.consolePage.announce(false));
  await expect(page.locator('[data-pingban="bar"]')).toBeVisible();
});

test('the second host of the console is read as well', async ({ desk, site }) => {
  const page = await desk.context.newPage();
  await page.goto('https://qn.taobao.com/home.htm/comment-manage/list/rateWait4PC');
  await settled(page, site.rows());
});
