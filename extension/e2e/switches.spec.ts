// Each feature's own switch, as one clicks it in the options: what it draws goes from open pages, and comes back.
import type { Page } from '@playwright/test';
import type { Row } from './console/rows.mjs';
import { expect, test } from './harness/fixtures';
import { accessible, badges, marks, ours } from './harness/page.mjs';
import { BRIBE, openReply, type } from './harness/reply.mjs';
import { settled } from './harness/sight';

/** Feature → whether what it draws is there. */
const DRAWN: Record<string, (page: Page) => Promise<boolean>> = {
  badges: async (page) => (await badges(page)).length > 0,
  bar: async (page) => 'bar' in (await ours(page)),
  check: async (page) => (await marks(page, 'block')).length > 0,
  scripts: async (page) => (await accessible(page, 'button', /^话术$/)).length > 0,
};

test('every switch takes what its feature draws off open pages, and brings it back', async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  await openReply(page, site.rows()[0] as Row);
  await type(page, BRIBE);
  const options = await desk.extension.view('options');
  for (const [feature, drawn] of Object.entries(DRAWN)) {
    const there = () => drawn(page);
    await page.bringToFront();
    await expect.poll(there, feature).toBe(true);
    const others = Object.entries(DRAWN).filter(([name]) => name !== feature);
    const toggle = options.getByRole('checkbox', {
      name: await desk.extension.text(`feature_${feature}`),
      exact: true,
    });
    await options.bringToFront();
    await toggle.uncheck();
    await page.bringToFront();
    await expect.poll(there, `${feature} off`).toBe(false);
    for (const [name, other] of others) expect(await other(page), `${name} with ${feature} off`).toBe(true);
    await options.bringToFront();
    await toggle.check();
    await page.bringToFront();
    await expect.poll(there, `${feature} on again`).toBe(true);
  }
});

test('with notes switched off no card offers one', async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  const badge = page.locator('[data-pingban="badge"]').first();
  const offers = async () => {
    await page.mouse.move(5, 5);
    await expect.poll(async () => (await accessible(page, 'button', /^话术$/)).length).toBe(0);
    await badge.hover();
    await expect.poll(async () => (await accessible(page, 'button', /^话术$/)).length).toBe(1);
    return (await accessible(page, 'button', /^(记一笔|差评)$/)).length;
  };
  expect(await offers()).toBe(2);
  await desk.extension.ask('settings', { off: ['notes'] });
  await expect.poll(offers).toBe(0);
});
