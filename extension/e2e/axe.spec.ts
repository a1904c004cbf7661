// Every view of ours, light and dark, as axe judges it. Needs axe-core: contrast, names and roles are
// more than a test of our own could hold.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { expect, test } from './harness/fixtures';
import { settled } from './harness/sight';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** What axe objects to: rule, and the elements it means. */
async function objections(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
  });
}

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
