// Putting a script in the box: found, placed at the caret, undoable, never sent.
import type { Page } from '@playwright/test';
import type { Row } from './console/rows.mjs';
import type { Desk } from './harness/desk';
import { expect, test } from './harness/fixtures';
import { ours } from './harness/page.mjs';
import { blanks, offered, offers } from './harness/picker.mjs';
import { offered as asks, editor, openReply, press, rowOf, submit, type, WORDS, written } from './harness/reply.mjs';
import { settled } from './harness/sight';

test.use({ browsing: 'kept' });

async function open(desk: Pick<Desk, 'list'>, rows: Row[], query = ''): Promise<Page> {
  const page = await desk.list(query);
  await settled(page, rows);
  await openReply(page, rows[0] as Row);
  return page;
}

for (const query of ['', 'x-box=rich', 'x-editor=dialog', 'x-editor=dialog&x-box=rich']) {
  test.describe(query || 'a textarea in the row', () => {
    test('a script goes in at the caret between what stands there, and Ctrl+Z takes it out', async ({ desk, site }) => {
      const page = await open(desk, site.rows(), query);
      await type(page, '前面的话');
      await page.keyboard.press('Enter');
      await page.keyboard.type('/wl');
      expect((await offered(page))[0]).toMatch(/物流/);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await written(page)).length).toBeGreaterThan(40);
      const text = await written(page);
      expect(text.startsWith('前面的话')).toBe(true);
      expect(text).not.toContain('/wl');
      expect(text).not.toContain('{{');
      expect(await offers(page)).toEqual([]);
      expect(site.replies).toEqual([]);
      for (let i = 0; i < 6 && (await written(page)).length > 20; i++) await page.keyboard.press('Control+z');
      expect((await written(page)).startsWith('前面的话')).toBe(true);
      expect((await written(page)).length).toBeLessThan(20);
    });

    test('a reply with a blank left is asked about once', async ({ desk, site }) => {
      const page = await open(desk, site.rows(), query);
      await page.keyboard.type('/wl');
      await offered(page);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(async () => blanks(await written(page)).length).toBeGreaterThan(0);
      await submit(page);
      await expect.poll(() => asks(page, WORDS.goBack)).toBe(true);
      expect(site.replies).toEqual([]);
      await press(page, 'button', WORDS.goBack);
      await type(page, '中转站');
      expect(await written(page)).toContain('中转站');
    });
  });
}

test('Enter without a move picks nothing, Escape shuts the list, and "/" inside a line opens none', async ({
  desk,
  site,
}) => {
  const page = await open(desk, site.rows());
  await page.keyboard.type('/wl');
  await offered(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => written(page)).toBe('/wl\n');
  await editor(page).fill('');
  await page.keyboard.type('/');
  await offered(page);
  await page.keyboard.press('Escape');
  await expect.poll(() => offers(page)).toEqual([]);
  expect(await written(page)).toBe('/');
  await editor(page).fill('满减');
  await page.keyboard.press('End');
  await page.keyboard.type('/wl');
  await page.waitForTimeout(400);
  expect(await offers(page)).toEqual([]);
});

test('the full sentence for the pinyin of the main job finds slow delivery', async ({ desk, site }) => {
  const page = await open(desk, site.rows());
  await page.keyboard.type('/wlm');
  expect((await offered(page))[0]).toMatch(/物流慢/);
});

test('the button on the box searches as well and puts the script at the remembered caret', async ({ desk, site }) => {
  const page = await open(desk, site.rows());
  await type(page, '一二');
  await page.keyboard.press('ArrowLeft');
  await press(page, 'button', WORDS.scripts);
  await page.keyboard.type('物流');
  await expect.poll(async () => (await offers(page))[0] ?? '').toMatch(/物流/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await written(page)).length).toBeGreaterThan(40);
  const text = await written(page);
  expect(text.startsWith('一')).toBe(true);
  expect(text.trimEnd().endsWith('二')).toBe(true);
});

test('a script that would pass 500 characters is not cut short', async ({ desk, site }) => {
  const page = await open(desk, site.rows());
  await page.keyboard.insertText('字'.repeat(480));
  await page.keyboard.press('Enter');
  await page.keyboard.type('/wl');
  await offered(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(async () => Object.values(await ours(page)).join(' ')).toMatch(/500/);
  expect((await written(page)).length).toBeLessThan(490);
});

test("a row's card opens the box of that row with the list in it", async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  const row = site.rows()[1] as Row;
  await rowOf(page, row).locator('[data-pingban="badge"]').hover();
  await press(page, 'button', WORDS.scripts);
  await offered(page);
  await expect(rowOf(page, row).locator('textarea')).toBeVisible();
});
