// What Pingban draws in a console's page, as axe and a screen reader find it, in light and dark.
import type { Page } from '@playwright/test';
import { gallery } from './console/bundle.mjs';
import type { Console } from './console/server.mjs';
import { objections } from './harness/axe';
import { expect, test } from './harness/fixtures';

test.use({ shared: true });

/** The gallery as a page. */
function sample() {
  const style =
    'body{margin:16px;font:14px/1.6 sans-serif}h1{grid-column:1/-1}main{display:grid;grid-template-columns:repeat(3,420px)}h2{margin:0;width:max-content;font-size:14px}@media (prefers-color-scheme:dark){body{background:#161b20;color:#e6ebf0}}';
  const head = `<meta charset="utf-8"><title>评伴的卡片</title><link rel="icon" href="data:,"><style>${style}</style>`;
  const script = gallery().replaceAll('</script', '<\\/script');
  const html = `<!doctype html><html lang="zh-CN"><head>${head}</head><body><main><h1>评伴的卡片</h1></main><script>${script}</script></body></html>`;
  return { address: '', html, answers: [] };
}

/** The gallery, its shadow roots open for whoever looks. */
async function open(site: Console, page: Page, colorScheme: 'light' | 'dark') {
  site.sample = sample();
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1300, height: 3_200 });
  await page.addInitScript(() => {
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      return attachShadow.call(this, { ...init, mode: 'open' });
    };
  });
  await page.goto('https://work.tmall.com/gallery');
  await expect(page.getByText('本店以后不再提示这一条。')).toBeVisible();
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe objects to nothing, and nothing moves where one wants less motion, ${colorScheme}`, async ({
    desk,
    site,
  }) => {
    const page = await desk.context.newPage();
    await open(site, page, colorScheme);
    expect(await objections(page)).toEqual([]);
    const moving = await page.evaluate(() => {
      const found: string[] = [];
      const walk = (root: ParentNode) => {
        for (const el of root.querySelectorAll('*')) {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(el);
          if (transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior !== 'auto')
            found.push(el.className);
          if (el.shadowRoot) walk(el.shadowRoot);
        }
      };
      walk(document);
      return found;
    });
    expect(moving).toEqual([]);
  });

test('a screen reader is told the list, how many lines it has and which one is chosen', async ({ desk, site }) => {
  const page = await desk.context.newPage();
  await open(site, page, 'light');
  const search = page.getByRole('combobox', { name: '搜话术' }).first();
  const chosen = page.getByRole('option', { selected: true });
  await expect(chosen).toHaveCount(2);
  await expect(search).toHaveAttribute('aria-activedescendant', (await chosen.first().getAttribute('id')) ?? '?');
  await expect(search).toHaveAttribute(
    'aria-controls',
    (await page.getByRole('listbox', { name: '话术' }).first().getAttribute('id')) ?? '?',
  );
  await expect(page.getByRole('status').filter({ hasText: '物流慢，解释,团队,解决' })).toContainText('第 2 条,共 4 条');
  await expect(page.getByRole('status').filter({ hasText: /^没有合适的话术$/ })).toHaveCount(1);
});
