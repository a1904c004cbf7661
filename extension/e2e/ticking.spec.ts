// Time passes on a page that stands open: what the engine said would come is shown without it, and later it is asked.
import { caseOf } from './harness/case.mjs';
import { expect, test } from './harness/fixtures';
import { badges, ours } from './harness/page.mjs';
import { settled } from './harness/sight';
import { ownWorld } from './harness/world';

const MINUTE_MS = 60_000;

test('badges count on for minutes with nothing asked, and are asked about after', async ({ desk, site }) => {
  const page = await desk.list();
  const [first] = site.rows();
  if (!first) throw new Error('no rows');
  await settled(page, site.rows());
  const minutes = async () => {
    const label = (await badges(page)).find((badge) => badge.case === caseOf(first))?.label ?? '';
    // On the hour no minutes are told, in the last hour no hours.
    const [, hours, left] = /还剩(?:(\d+)小时)?(?:(\d+)分钟)?/.exec(label) ?? [];
    return hours || left ? Number(hours ?? 0) * 60 + Number(left ?? 0) : Number.NaN;
  };
  const world = await ownWorld(page, desk.extension.id);
  await world.evaluate(`{
    const send = chrome.runtime.sendMessage.bind(chrome.runtime), now = Date.now.bind(Date);
    Object.assign(globalThis, { asked: [], later: 0 });
    chrome.runtime.sendMessage = (message) => {
      asked.push(message.pingban);
      return send(message);
    };
    Date.now = () => now() + later;
  }`);
  /** So many minutes later, with what a glance back at the tab sets off. */
  const later = (count: number) =>
    world.evaluate(
      `asked.length = 0; later = ${count * MINUTE_MS}; document.dispatchEvent(new Event('visibilitychange'))`,
    );
  const before = await minutes();
  expect(before, 'a badge that tells minutes').toBeGreaterThan(30);
  await later(4);
  await expect.poll(async () => before - (await minutes())).toBeGreaterThanOrEqual(4);
  expect(before - (await minutes())).toBeLessThanOrEqual(5);
  expect(await world.evaluate('asked')).not.toContain('tick');
  await later(25);
  await expect.poll(() => world.evaluate('asked')).toContain('tick');
  // The worker's clock, which nobody moved, has the last word.
  await expect.poll(async () => before - (await minutes())).toBeLessThanOrEqual(1);
});

test('rows that come into sight after days have not said a word of what was true before', async ({ desk }) => {
  const page = await desk.list('x-rows=200&pageSize=200');
  await expect.poll(async () => (await badges(page)).length).toBeGreaterThan(3);
  await expect
    .poll(async () => Object.values(await ours(page)).some((words) => /本页认出 200 条/.test(words)))
    .toBe(true);
  // Those that are in sight already are drawn before the days go by.
  let drawn = 0;
  await expect
    .poll(
      async () => {
        const before = drawn;
        drawn = (await badges(page)).length;
        return drawn === before;
      },
      { intervals: [500] },
    )
    .toBe(true);
  const world = await ownWorld(page, desk.extension.id);
  // The worker answers for its own clock, which nobody moved: what it says now carries a mark here.
  await world.evaluate(`{
    const send = chrome.runtime.sendMessage.bind(chrome.runtime), now = Date.now.bind(Date);
    globalThis.asked = 0;
    chrome.runtime.sendMessage = async (message) => {
      const answer = await send(message);
      if (message.pingban !== 'tick') return answer;
      asked += message.rows?.length ?? 1;
      return JSON.parse(JSON.stringify(answer).replaceAll('以平台页面为准', '刚问过'));
    };
    Date.now = () => now() + ${3 * 24 * 60 * MINUTE_MS};
  }`);
  const seen = new Set((await badges(page)).map((badge) => badge.case));
  await page.evaluate(() => {
    const known = new Set([...document.querySelectorAll('[data-pingban="badge"]')].map((el) => el.closest('tr')));
    Object.assign(window, { old: [] as string[] });
    new MutationObserver((records) => {
      for (const { target } of records) {
        const badge = target instanceof HTMLElement && target.dataset.pingban === 'badge' ? target : null;
        if (
          badge?.ariaLabel?.includes('还剩') &&
          !badge.ariaLabel.includes('刚问过') &&
          !known.has(badge.closest('tr'))
        )
          (window as unknown as { old: string[] }).old.push(badge.ariaLabel);
      }
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-label'] });
  });
  for (let y = 0; y < 10; y++) {
    await page.mouse.wheel(0, 800);
    await page.waitForTimeout(80);
  }
  await expect
    .poll(async () => (await badges(page)).filter((badge) => badge.onScreen && !seen.has(badge.case)).length)
    .toBeGreaterThan(3);
  expect(await page.evaluate(() => (window as unknown as { old: string[] }).old)).toEqual([]);
});
