// The first minute: a page of its own after installing, with check and clocks to try, no team, no console.
import { rmSync } from 'node:fs';
import { freshProfile, launch, welcomePage } from './harness/browser.mjs';
import { Extension } from './harness/extension.mjs';
import { expect, test } from './harness/fixtures';

test('after installing a page shows a breach, its rewrite and a clock; it comes once', async ({ site }) => {
  const profile = freshProfile();
  let context = await launch({ switches: site.switches, profile, welcome: true });
  try {
    let extension = await Extension.in(context);
    const say = (key: string) => extension.text(key);
    const page = await welcomePage(context);
    await page.setViewportSize({ width: 320, height: 800 });
    const found = page.locator('.found .block');
    await expect(found.first()).toContainText('第九条');
    await found
      .first()
      .getByRole('button', { name: await say('finding_replace') })
      .click();
    await expect(page.getByText(await say('composer_clean'))).toBeVisible();
    await expect(page.getByRole('textbox', { name: await say('welcome_check_label') })).not.toHaveValue(/返10元/);

    for (const severity of ['.block', '.warn']) {
      await page.getByRole('button', { name: await say('welcome_check_example') }).click();
      await expect(page.locator(`.found ${severity}`).first()).toBeVisible();
    }

    await expect(page.locator('.windows .window').first()).toContainText(await say('kind_buyer_edit'));
    await expect(page.locator('.badge')).toHaveClass(/soon/);
    await page
      .getByLabel(await say('shop_platform'))
      .first()
      .selectOption('tmall');
    await expect(page.locator('.windows .window').first()).toContainText(await say('state_none'));
    await page.getByLabel(await say('welcome_clock_at')).fill('2099-01-01T10:00');
    await expect(page.getByText(await say('welcome_clock_future'))).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

    await context.close();
    context = await launch({ switches: site.switches, profile, welcome: true });
    extension = await Extension.in(context);
    await extension.ask('status');
    await expect.poll(() => context.pages().filter((p) => p.url().includes('welcome')).length).toBe(0);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
