// A script goes only into the box it was picked for: what changed between the list's opening and the
// pick sends it to the clipboard, with a plain sentence.
import type { Page } from '@playwright/test';
import type { Row } from './console/rows.mjs';
import { expect, test } from './harness/fixtures';
import { ours } from './harness/page.mjs';
import { offered } from './harness/picker.mjs';
import { editor, openReply, said } from './harness/reply.mjs';
import { settled } from './harness/sight';

const QUERY = '/wl';

test.use({ browsing: 'kept' });

/** Changes the row in which one writes; everything in it is the page's own. */
const inRow = (page: Page, change: (row: Element) => void) =>
  page.evaluate(
    ([code]) => new Function('row', `(${code})(row)`)(document.querySelector('textarea')?.closest('tr')),
    [String(change)],
  );

/** What the page does while the list is open. */
const CHANGES: Record<string, { query: string; change(page: Page): Promise<unknown> }> = {
  'the dialog comes to speak of another order': {
    query: 'x-editor=dialog',
    change: (page) =>
      page.evaluate(() => {
        const note = document.createElement('div');
        note.textContent = '订单号：9999999999999999999';
        document.querySelector('.next-dialog')?.append(note);
      }),
  },
  'a second editor opens in the dialog': {
    query: 'x-editor=dialog',
    change: (page) =>
      page.evaluate(() => {
        const another = document.createElement('textarea');
        another.style.cssText = 'width:200px;height:60px';
        document.querySelector('.next-dialog')?.append(another);
      }),
  },
  "the review's own words become others": {
    query: '',
    change: (page) =>
      inRow(page, (row) => {
        const words = row.querySelector('.rate-content span:last-child');
        if (words) words.textContent = '用了一周就坏了，联系不上人';
      }),
  },
  'the row comes to show another order': {
    query: '',
    change: (page) =>
      inRow(page, (row) => {
        const number = row.querySelector('.order-id');
        if (number) number.textContent = '订单号：9999999999999999999';
      }),
  },
  'the row comes to show two orders': {
    query: '',
    change: (page) =>
      inRow(page, (row) => {
        const number = row.querySelector('.order-id');
        if (number) number.textContent += ' 订单号：9999999999999999999';
      }),
  },
  'the same review stands in a second row': {
    query: '',
    change: (page) =>
      inRow(page, (row) => {
        const twin = row.cloneNode(true) as Element;
        twin.querySelector('textarea')?.closest('.next-input-textarea')?.remove();
        row.after(twin);
      }),
  },
};

for (const [what, { query, change }] of Object.entries(CHANGES)) {
  test(`when ${what} nothing goes in, and the words are on the clipboard`, async ({ desk, site }) => {
    await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await desk.list(query);
    await settled(page, site.rows());
    await openReply(page, site.rows()[0] as Row);
    await editor(page).first().focus();
    await page.keyboard.type(QUERY);
    await offered(page);
    await change(page);
    await page.waitForTimeout(300);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await said(page, /没放进去/);
    expect(await editor(page).first().inputValue()).toBe(QUERY);
    expect((await page.evaluate(() => navigator.clipboard.readText())).length).toBeGreaterThan(20);
    expect(site.replies).toEqual([]);
  });
}

test('a row that changed last of a thousand takes nothing, although it has not been looked at yet', async ({
  desk,
  site,
}) => {
  await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.extension.ask('settings', { off: ['badges'] }); // rows with a badge are read the moment they change
  try {
    const page = await desk.list('x-rows=1000&pageSize=1000');
    await expect
      .poll(async () => Object.values(await ours(page)).some((words) => /本页认出 1000 条/.test(words)))
      .toBe(true);
    await openReply(page, site.rows()[0] as Row);
    await page.keyboard.type(QUERY);
    await offered(page);
    await page.keyboard.press('ArrowDown');
    await page.evaluate(() => {
      const own = document.querySelector('textarea')?.closest('tr')?.querySelector('.order-id');
      const numbers = [...document.querySelectorAll('.order-id')].filter((el) => el !== own);
      for (const [i, el] of [...numbers, own].entries()) if (el) el.textContent = `订单号：${7_000_000_000_000 + i}`;
    });
    await page.keyboard.press('Enter');
    await said(page, /没放进去/);
    expect(await editor(page).first().inputValue()).toBe(QUERY);
    expect(site.replies).toEqual([]);
  } finally {
    await desk.extension.ask('settings', { off: [] });
  }
});

test('a row that the page draws anew all the while takes its script once it has been read', async ({ desk, site }) => {
  const page = await desk.list('x-editor=dialog');
  await settled(page, site.rows());
  await openReply(page, site.rows()[0] as Row);
  await editor(page).first().focus();
  await page.keyboard.type(QUERY);
  await offered(page);
  await page.keyboard.press('ArrowDown');
  await page.evaluate((order) => {
    const until = performance.now() + 400;
    const draw = () => {
      const row = [...document.querySelectorAll('tr')].find((tr) => tr.textContent?.includes(order));
      const again = row?.cloneNode(true) as Element;
      for (const ours of again.querySelectorAll('[data-pingban]')) ours.remove();
      row?.replaceWith(again);
      if (performance.now() < until) requestAnimationFrame(draw);
    };
    draw();
  }, site.rows()[0]?.order ?? 'none');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await editor(page).first().inputValue()).length).toBeGreaterThan(20);
});
