// The rule handbook and the practice, made from the data the engine itself reads.
import { expect, test } from './harness/fixtures';

test.use({ browsing: 'kept' });

test('a rule is found by its words, with penalty, source and a sentence to say instead', async ({ desk }) => {
  const page = await desk.extension.view('handbook');
  await expect(page.locator('.rule').first()).toBeVisible();
  const all = await page.locator('.rule').count();
  expect(all).toBeGreaterThan(20);
  await page.getByRole('searchbox').fill('红包');
  await expect.poll(() => page.locator('.rule').count()).toBeLessThan(all);
  await expect(page.locator('.rule.block').first()).toContainText('红包');
  await page.getByRole('searchbox').fill('没有这样的规则');
  await expect(page.locator('.rule')).toHaveCount(0);
  await page.close();
});

test('where there is room for one platform the clocks show the one that is picked', async ({ desk }) => {
  const say = (key: string) => desk.extension.text(key);
  const page = await desk.extension.view('handbook');
  await page.setViewportSize({ width: 320, height: 800 });
  await page.getByRole('link', { name: await say('handbook_clocks') }).click();
  await page.getByRole('combobox').selectOption('jd');
  await expect(page.getByRole('columnheader')).toHaveText([await say('windows_title'), await say('platform_jd')]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.close();
});

test('clocks stand side by side, and the practice explains an answer and keeps the score', async ({ desk }) => {
  const say = (key: string) => desk.extension.text(key);
  let page = await desk.extension.view('handbook');
  await page.getByRole('link', { name: await say('handbook_clocks') }).click();
  await expect(page.getByRole('columnheader')).toHaveCount(4);
  expect(await page.getByRole('row').count()).toBeGreaterThan(8);
  await page.getByRole('link', { name: await say('handbook_practice') }).click();
  const sentence = await page.locator('blockquote').innerText();
  await page.getByRole('button', { name: await say('practice_fine') }).click();
  const fine = await page.evaluate(async (text) => {
    const { rules } = await (await fetch('../data/handbook.json')).json();
    return rules.every((rule: { flag: string[] }) => !rule.flag.includes(text));
  }, sentence);
  await expect(page.getByRole('status')).toContainText(await say(fine ? 'practice_right' : 'practice_missed'));
  await page.keyboard.press('Enter');
  await expect(page.locator('blockquote')).not.toHaveText(sentence);
  await page.close();
  page = await desk.extension.view('handbook');
  await page.getByRole('link', { name: await say('handbook_practice') }).click();
  await expect(page.locator('.practice')).toContainText(`${fine ? 1 : 0} / 1`);
  await page.close();
});
