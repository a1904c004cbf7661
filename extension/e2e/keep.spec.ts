// Scripts of the agent's own in the picker: kept from what one wrote, found again, counted; and what the case suggests.
import type { Page } from '@playwright/test';
import type { Row } from './console/rows.mjs';
import { expect, test } from './harness/fixtures';
import { ours } from './harness/page.mjs';
import { offered, offers } from './harness/picker.mjs';
import { BRIBE, editor, openReply, press, said, type, WORDS, written } from './harness/reply.mjs';
import { settled } from './harness/sight';

test.use({ browsing: 'kept' });

/** The list from the box's button, its last line chosen: what is written there is kept. */
async function keep(page: Page, title: string) {
  await press(page, 'button', WORDS.scripts);
  await offered(page);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
}

test('what one wrote is kept as a script, found by its initials, filled for the next row and counted', async ({
  desk,
  site,
}) => {
  const [first, second] = site.rows() as [Row, Row];
  const page = await desk.list();
  await settled(page, site.rows());
  await openReply(page, first);
  await type(page, `您好，订单${first.order}今晚重发。`);
  await page.keyboard.press('Control+a');
  await keep(page, '今晚重发');
  await said(page, /存好了/);
  await page.getByRole('button', { name: '取消' }).click();

  await openReply(page, second);
  await page.keyboard.type('/jwcf');
  await said(page, /找「jwcf」/);
  expect(await offered(page)).toEqual([expect.stringMatching(/^今晚重发 我的/)]);
  await page.keyboard.press('ArrowDown');
  expect(Object.values(await ours(page)).join(' ')).toContain('第 1 条，共 1 条');
  await page.keyboard.press('Enter');
  await expect.poll(() => written(page)).toBe(`您好，订单${second.order}今晚重发。`);
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Backspace');
  await type(page, '，请放心。');
  await page.getByRole('button', { name: '取消' }).click();
  const own = async () => (await desk.extension.ask('own')).scripts;
  await expect.poll(async () => (await own())[0]).toMatchObject({ used: 1, edited: 1, proposed: '', expired: false });
  await desk.extension.kill();
  expect((await desk.extension.ask('scripts', { text: '今晚重发' })).hits[0].from).toBe('own');
});

test('words that break a rule are not kept, and a filled blank is no edit', async ({ desk, site }) => {
  const row = site.rows()[0] as Row;
  const page = await desk.list();
  await settled(page, site.rows());
  await openReply(page, row);
  await type(page, BRIBE);
  await keep(page, '红包');
  await said(page, /不能存成话术/);
  await page.keyboard.press('Escape');
  await expect(editor(page)).toBeFocused();
  expect((await desk.extension.ask('own')).scripts).toEqual([]);

  const { script } = await desk.extension.ask('own.put', { title: '补寄', text: '我们〔哪天〕补寄〔什么〕，请留意。' });
  expect(script.text).toBe('我们{{?哪天}}补寄{{?什么}}，请留意。');
  await editor(page).fill('');
  await page.keyboard.type('/buji');
  await said(page, /找「buji」/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const selected = () =>
    editor(page).evaluate((el) => {
      const { value, selectionStart, selectionEnd } = el as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
  await expect.poll(selected).toBe('〔哪天〕');
  await page.keyboard.press('Tab');
  expect(await selected()).toBe('〔什么〕');
  await type(page, '杯盖');
  await page.keyboard.press('Shift+Tab');
  expect(await selected()).toBe('〔哪天〕');
  await type(page, '明天');
  expect(await written(page)).toBe('我们明天补寄杯盖，请留意。');
  await page.getByRole('button', { name: '取消' }).click();
  await expect.poll(async () => (await desk.extension.ask('own')).scripts[0]).toMatchObject({ used: 1, edited: 0 });
});

test('the case decides what comes first, and the key of the command opens the list', async ({ desk, site }) => {
  const row = site.rows()[0] as Row;
  const page = await desk.list();
  await settled(page, site.rows());
  const of = 'taobao:3309000000000000001:1';
  await desk.extension.ask('record', { case: of, kind: 'field', body: { name: 'reasons', value: ['尺码'] } });
  await desk.extension.ask('record', { case: of, kind: 'field', body: { name: 'buyer_type', value: '挑剔' } });
  const { hits } = await desk.extension.ask('scripts', { text: '', case: of, channel: '旺旺' });
  const why = hits
    .slice(0, 8)
    .map((hit: { why: string }) => hit.why)
    .join(' ');
  expect(why).toContain('说的是尺码');
  expect(why).toContain('对挑剔买家');

  await openReply(page, row);
  await desk.command('scripts');
  expect((await offered(page)).length).toBeGreaterThan(3);
  await page.keyboard.press('Escape');
  await expect.poll(() => offers(page)).toEqual([]);
});
