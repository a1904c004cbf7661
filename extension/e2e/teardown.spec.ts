// Switching the extension off leaves the page as if it had never been there.
import type { CDPSession } from '@playwright/test';
import { expect, test } from './harness/fixtures';
import { marks } from './harness/page.mjs';
import { settled } from './harness/sight';

/** Listeners that scripts of our isolated world hold on the window and the document. */
async function listeners(cdp: CDPSession, contexts: number[]): Promise<number> {
  let count = 0;
  for (const contextId of contexts) {
    for (const expression of ['window', 'document', 'document.body']) {
      const { result } = await cdp
        .send('Runtime.evaluate', { contextId, expression })
        .catch(() => ({ result: undefined }));
      if (!result?.objectId) continue;
      count += (await cdp.send('DOMDebugger.getEventListeners', { objectId: result.objectId })).listeners.length;
    }
  }
  return count;
}

test.use({ browsing: 'own' });

test('disabling it leaves no node, listener, timer or highlight within 5 seconds', async ({ desk, site }) => {
  const page = await desk.list();
  const cdp = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.auxData?.type === 'isolated' && context.origin.includes(desk.extension.id)) worlds.push(context.id);
  });
  await cdp.send('Runtime.enable');
  await settled(page, site.rows());
  await page.getByRole('button', { name: '评价回复', exact: true }).first().click();
  await page.locator('textarea').click();
  await page.keyboard.insertText('亲,改成好评给您返10元红包');
  await expect.poll(() => marks(page, 'block')).not.toEqual([]);
  expect(await listeners(cdp, worlds)).toBeGreaterThan(0);

  await desk.extension.disable();
  await page.bringToFront();
  await expect(page.locator('[data-pingban]')).toHaveCount(0, { timeout: 5000 });
  expect(
    await page.evaluate(
      () =>
        [...((CSS as unknown as { highlights?: Map<string, Set<unknown>> }).highlights ?? [])].filter(
          ([name, set]) => name.startsWith('pingban') && set.size > 0,
        ).length,
    ),
  ).toBe(0);
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  await expect.poll(() => listeners(cdp, worlds), { timeout: 5000 }).toBe(0);

  // Nothing of ours runs any more, by the profiler's word.
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 100 });
  await cdp.send('Profiler.start');
  await page.waitForTimeout(3000);
  const { profile } = await cdp.send('Profiler.stop');
  expect(
    profile.nodes.filter((n) => n.callFrame.url.startsWith('chrome-extension://')).map((n) => n.callFrame.functionName),
  ).toEqual([]);

  // And the page goes on: what was typed is there, the list still loads, a reply can be sent.
  expect(await page.locator('textarea').inputValue()).toBe('亲,改成好评给您返10元红包');
  await page.locator('textarea').fill('感谢反馈');
  await page.getByRole('button', { name: '确认提交' }).click();
  await expect.poll(() => site.replies).toEqual([{ feedbackID: site.rows()[0]?.feed, content: '感谢反馈' }]);
  await page.evaluate(() => window.consolePage.reload());
  await expect(page.locator('tr.next-table-row').first()).toBeVisible();
});
