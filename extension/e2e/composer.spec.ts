// The side panel's box for chats outside the browser.
import { expect, test } from './harness/fixtures';
import { marks } from './harness/page.mjs';

test('what is written is checked, mended with one click and taken back with Ctrl+Z', async ({ desk }) => {
  const say = (key: string) => desk.extension.text(key);
  const panel = await desk.extension.view('panel');
  await panel.getByRole('button', { name: await say('composer_title') }).click();
  const box = panel.getByRole('textbox', { name: await say('composer_title') });
  const risky = '亲,改成好评给您返10元红包';
  await box.pressSequentially(risky);
  const found = panel.locator('.found .block').first();
  await expect(found).toBeVisible();
  expect((await marks(panel, 'block')).map(({ start, end }) => risky.slice(start, end))).toEqual([
    (await found.getByRole('button').first().innerText()).replace(/[“”]/g, ''),
  ]);
  await found.getByRole('button', { name: await say('finding_replace') }).click();
  await expect(box).not.toHaveValue(risky);
  await expect(panel.locator('.found .block')).toHaveCount(0);
  await box.press('Control+z');
  await expect(box).toHaveValue(risky);
  await expect(found).toBeVisible();
});

test('a script goes in at the caret, its blanks are walked with Tab, and the draft outlives the panel', async ({
  desk,
}) => {
  const say = (key: string) => desk.extension.text(key);
  let panel = await desk.extension.view('panel');
  await panel.getByRole('button', { name: await say('composer_title') }).click();
  const box = panel.getByRole('textbox', { name: await say('composer_title') });
  await box.fill('您好!再见');
  await box.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(3, 3));
  await panel.getByRole('searchbox').fill('wlcs');
  await panel.locator('.scripts button.line').first().click();
  await expect(box).toHaveValue(/^您好!.+〔.+〕.+再见$/s);
  const selected = () =>
    box.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
  await expect.poll(selected).toMatch(/^〔.+〕$/);
  const first = await selected();
  await panel.keyboard.type('周一');
  await panel.keyboard.press('Tab');
  await expect.poll(selected).toMatch(/^〔.+〕$/);
  expect(await selected()).not.toBe(first);
  const text = await box.inputValue();
  await expect.poll(async () => (await desk.extension.ask('draft.get', { key: 'composer' })).text).toBe(text);
  await panel.close();
  panel = await desk.extension.view('panel');
  await panel.getByRole('button', { name: await say('composer_title') }).click();
  await expect(panel.getByRole('textbox', { name: await say('composer_title') })).toHaveValue(text);
});

test('copying asks once about a blank, then copies what stands there', async ({ desk }) => {
  const say = (key: string, ...values: string[]) => desk.extension.text(key, ...values);
  await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const panel = await desk.extension.view('panel');
  await panel.getByRole('button', { name: await say('composer_title') }).click();
  const box = panel.getByRole('textbox', { name: await say('composer_title') });
  await box.fill('今天〔几点〕前回您');
  await box.press('Control+Enter');
  await expect(panel.getByText(await say('composer_ask_blank', '几点'))).toBeVisible();
  await box.press('Control+Enter');
  await expect(panel.getByText(await say('composer_copied'))).toBeVisible();
  expect(await panel.evaluate(() => navigator.clipboard.readText())).toBe('今天〔几点〕前回您');
});

test('at 320 px a script is its title and, close below, two lines of its text', async ({ desk }) => {
  const panel = await desk.extension.view('panel');
  await panel.setViewportSize({ width: 320, height: 640 });
  await panel.getByRole('button', { name: await desk.extension.text('composer_title') }).click();
  const lines = panel.locator('.scripts button.line');
  await expect(lines.first()).toBeVisible();
  const heights = await lines.evaluateAll((all) => all.map((line) => line.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(4);
  expect(Math.max(...heights)).toBeLessThan(90);
});
