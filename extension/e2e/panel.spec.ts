// The list of what is due: counts that narrow it, what is new, how long it waits, the row one clicks, the keyboard,
// and half an hour's peace.
import type { Page } from '@playwright/test';
import { caseOf } from './harness/case.mjs';
import type { Desk } from './harness/desk';
import { expect, test } from './harness/fixtures';
import { badges } from './harness/page.mjs';
import { settled } from './harness/sight';

const DAY_MS = 86_400_000;
const cst = (ms: number) => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** Writes a bad review down whose thirty days end so many milliseconds from now. */
async function review(desk: Desk, item: string, left: number): Promise<string> {
  const order = '5122653267155800001';
  const id = `taobao:${order}:${item}`;
  const rated_at = cst(Date.now() + left - 30 * DAY_MS);
  const seen = { platform: 'taobao', order, item, product: `商品${item}`, buyer: 't**1', text: '漏水', rating: 'bad' };
  await desk.extension.ask('record', { case: id, kind: 'review', body: { ...seen, rated_at } });
  return id;
}

const lines = (panel: Page) => panel.locator('button.line .product');

test('counts narrow the list to what they count; what is new is marked, what waits says how long', async ({ desk }) => {
  const say = (key: string, ...values: string[]) => desk.extension.text(key, ...values);
  await review(desk, '1', 5 * DAY_MS);
  const panel = await desk.extension.view('panel');
  await expect(lines(panel)).toHaveText(['商品1']);
  await panel.waitForTimeout(1100); // events bear whole seconds: what comes now is later than the first look
  const today = new Date(Date.now() + 8 * 3_600_000).getUTCHours() < 23;
  await review(desk, '2', today ? 30 * 60_000 : 4 * DAY_MS);
  await review(desk, '3', -DAY_MS);
  const fresh = await say('todo_new');
  await expect(lines(panel)).toHaveText([`${fresh}商品2`, '商品1', `${fresh}商品3`]);
  await expect(panel.getByText(await say('todo_waiting_days', '25')).first()).toBeVisible();

  const count = async (key: string) => panel.locator('.count', { hasText: await say(key) });
  await expect((await count('todo_over')).locator('b')).toHaveText('1');
  await (await count('todo_over')).click();
  await expect(lines(panel)).toHaveText([`${fresh}商品3`]);
  await expect(await count('todo_over')).toHaveAttribute('aria-pressed', 'true');
  await (await count('todo_over')).click();
  if (today) {
    await (await count('todo_today')).click();
    await expect(lines(panel)).toHaveText([`${fresh}商品2`]);
    await (await count('todo_today')).click();
  }
  await expect(lines(panel)).toHaveCount(3);

  // From the search down into the list and back, without the mouse.
  await panel.locator('body').press('/');
  await expect(panel.getByRole('searchbox')).toBeFocused();
  await panel.keyboard.press('ArrowDown');
  await panel.keyboard.press('ArrowDown');
  await expect(panel.locator('button.line').nth(1)).toBeFocused();
  await panel.keyboard.press('ArrowUp');
  await panel.keyboard.press('Enter');
  await expect(panel.locator('article.case h2')).toHaveText('商品2');
  await panel.keyboard.press('Escape');
  await expect(lines(panel)).toHaveText(['商品2', '商品1', `${fresh}商品3`]);
  await expect(panel.locator('button.line').first()).toBeFocused();
  await panel.getByRole('searchbox').fill('没有这个');
  await expect(panel.getByText(await say('todo_none_found', '没有这个'))).toBeVisible();
});

test('the icon counts what runs out today, in red once an hour or two are left', async ({ desk }) => {
  const { extension } = desk;
  const popup = await extension.view('popup');
  const icon = () =>
    popup.evaluate(async () => [
      await chrome.action.getBadgeText({}),
      (await chrome.action.getBadgeBackgroundColor({})).slice(0, 3).join(),
      await chrome.action.getTitle({}),
    ]);
  await review(desk, '1', 5 * DAY_MS);
  await expect.poll(icon).toContain(await extension.text('icon_title', '0', '0'));
  expect((await icon())[0]).toBe('');
  const midnight = DAY_MS - ((Date.now() + 8 * 3_600_000) % DAY_MS);
  await review(desk, '2', Math.min(30 * 60_000, midnight - 5_000));
  await review(desk, '3', -DAY_MS);
  await expect.poll(icon).toEqual(['1', '180,35,24', await extension.text('icon_title', '1', '1')]);
});

test('the panel follows the case one asks for and leaves the focus where it was', async ({ desk }) => {
  const first = await review(desk, '1', 5 * DAY_MS);
  const second = await review(desk, '2', 6 * DAY_MS);
  const panel = await desk.extension.view('panel');
  await expect(lines(panel)).toHaveCount(2);
  const other = await desk.context.newPage();
  await other.setContent('<textarea autofocus></textarea>');
  await other.locator('textarea').focus();
  for (const [id, name] of [
    [first, '商品1'],
    [second, '商品2'],
  ]) {
    await desk.extension.ask('panel.open', { case: id }).catch(() => {}); // outside a click Chrome opens no panel
    await expect(panel.locator('article.case h2')).toHaveText(name ?? '');
  }
  await expect(other.locator('textarea')).toBeFocused();
});

test('a box of a case that one is in the moment it appears keeps the focus', async ({ desk }) => {
  await review(desk, '1', 5 * DAY_MS);
  const panel = await desk.extension.view('panel');
  await expect(lines(panel)).toHaveCount(1);
  await panel.evaluate(() => {
    const observer = new MutationObserver(() => {
      const box = document.querySelector<HTMLTextAreaElement>('article.case textarea');
      if (!box) return;
      observer.disconnect();
      box.focus();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  await lines(panel).click();
  const note = panel.getByRole('textbox', { name: await desk.extension.text('note_label') });
  await expect(note).toBeFocused();
  await panel.waitForTimeout(200); // what takes it away comes with the next frame
  await expect(note).toBeFocused();
});

test('half an hour of peace takes everything off the page and gives it back', async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  const popup = await desk.extension.view('popup');
  await popup.getByRole('button', { name: await desk.extension.text('popup_pause') }).click();
  await expect.poll(async () => (await badges(page)).length).toBe(0);
  const until = Date.parse((await desk.extension.ask('settings')).pausedUntil);
  expect(Math.abs(until - Date.now() - 30 * 60_000)).toBeLessThan(60_000);
  const title = () => popup.evaluate(() => chrome.action.getTitle({}));
  await expect.poll(title).toBe(await desk.extension.text('icon_paused'));
  await popup.getByRole('button', { name: await desk.extension.text('popup_resume') }).click();
  await expect(page.locator(`[data-pingban="badge"][data-case="${caseOf(site.rows()[0] as never)}"]`)).toBeVisible();
});
