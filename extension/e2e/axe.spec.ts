// Every view of ours, light and dark, as axe judges it.
import { objections } from './harness/axe';
import { expect, test } from './harness/fixtures';
import { settled } from './harness/sight';

for (const colorScheme of ['light', 'dark'] as const)
  test(`no view has anything axe objects to, ${colorScheme}`, async ({ desk, site }) => {
    const say = (key: string) => desk.extension.text(key);
    const list = await desk.list();
    await settled(list, site.rows());
    await expect.poll(async () => (await desk.extension.ask('todo')).items.length).toBeGreaterThan(5);
    for (const name of ['options', 'popup', 'handbook', 'welcome']) {
      const page = await desk.extension.view(name);
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('h1')).toBeVisible();
      await expect(page.locator('main h2, main .numbers').first()).toBeVisible();
      expect(await objections(page), name).toEqual([]);
      if (name === 'options') await expect(page.getByText(await say('shortcuts_none')).first()).toBeVisible();
      await page.close();
    }
    const panel = await desk.extension.view('panel');
    await panel.emulateMedia({ colorScheme });
    await panel.setViewportSize({ width: 320, height: 700 });
    await expect(panel.locator('button.line').first()).toBeVisible();
    expect(await objections(panel), 'todo').toEqual([]);
    await panel.getByRole('button', { name: await say('composer_title') }).click();
    await panel.getByRole('textbox').fill('亲,改成好评给您返10元红包');
    await expect(panel.locator('.found .block').first()).toBeVisible();
    expect(await objections(panel), 'composer').toEqual([]);
    await panel.getByRole('button', { name: await say('todo_title') }).click();
    await panel.locator('button.line').first().click();
    await expect(panel.locator('article.case')).toBeVisible();
    await panel.locator('.complaint summary').click();
    expect(await objections(panel), 'case').toEqual([]);
    expect(await panel.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
