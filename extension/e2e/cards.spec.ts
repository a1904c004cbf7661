// What Pingban draws in a console's page, as axe and a screen reader find it, in light and dark.
import { objections } from './harness/axe';
import { expect, test } from './harness/fixtures';
import { openGallery } from './harness/gallery';

test.use({ browsing: 'kept' });

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe objects to nothing, and nothing moves where one wants less motion, ${colorScheme}`, async ({
    desk,
    site,
  }) => {
    const page = await desk.context.newPage();
    await openGallery(site, page, colorScheme);
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
  await openGallery(site, page, 'light');
  const search = page.getByRole('combobox', { name: '搜话术' }).first();
  const chosen = page.getByRole('option', { selected: true });
  await expect(chosen).toHaveCount(2);
  await expect(search).toHaveAttribute('aria-activedescendant', (await chosen.first().getAttribute('id')) ?? '?');
  await expect(search).toHaveAttribute(
    'aria-controls',
    (await page.getByRole('listbox', { name: '话术' }).first().getAttribute('id')) ?? '?',
  );
  await expect(page.getByRole('status').filter({ hasText: '物流慢，解释，团队，解决' })).toContainText(
    '第 2 条，共 4 条',
  );
  await expect(page.getByRole('status').filter({ hasText: /^没有合适的话术$/ })).toHaveCount(1);
});
