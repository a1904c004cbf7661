// Typing a reply: how long until a breach is underlined, and what each keystroke costs the page.
import { LIST } from '../console/server.mjs';
import { percentile, profile } from '../harness/profile.mjs';

const KEYSTROKES = 60;
const GAP_MS = 130;

/** @param {import('@playwright/test').BrowserContext} context @returns the open reply box of the first row */
async function replyBox(context) {
  const page = await context.newPage();
  await page.goto(LIST);
  await page.locator('[data-pingban="badge"]').first().waitFor();
  await page.getByRole('button', { name: '评价回复', exact: true }).first().click();
  await page.locator('textarea').click();
  return page;
}

/**
 * From the event of the word that completes a breach, as an input method commits it, to the end of the first frame that
 * shows its underline, on the page's own clock.
 */
async function underline(/** @type {import('@playwright/test').Page} */ page) {
  await page.keyboard.insertText('亲,很抱歉给您添麻烦了,您加我');
  await page.evaluate(() => {
    const shown = () =>
      [.../** @type {any} */ (CSS).highlights].some(([name, set]) => name.startsWith('pingban-') && set.size > 0);
    const times = [];
    Object.assign(window, { times });
    const channel = new MessageChannel();
    let began = 0;
    channel.port1.onmessage = () => {
      if (began) times.push(performance.now() - began);
      began = 0;
    };
    const frame = () => {
      if (began && shown()) channel.port2.postMessage(null);
      if (began) requestAnimationFrame(frame);
    };
    addEventListener(
      'input',
      (event) => {
        if (/** @type {InputEvent} */ (event).data !== '微信') return;
        began = event.timeStamp;
        requestAnimationFrame(frame);
      },
      true,
    );
  });
  for (let i = 0; i < KEYSTROKES; i++) {
    await page.keyboard.insertText('微信');
    await page.waitForFunction((n) => /** @type {any} */ (window).times.length > n, i, { timeout: 3000 });
    await page.waitForTimeout(GAP_MS);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.waitForFunction(
      () =>
        ![.../** @type {any} */ (CSS).highlights].some(([name, set]) => name.startsWith('pingban-') && set.size > 0),
    );
    await page.waitForTimeout(GAP_MS);
  }
  return page.evaluate(() => /** @type {any} */ (window).times);
}

const SENTENCE = '亲,很抱歉物流让您久等了,我们已经联系快递核实,今天给您补发一份,改成好评给您返10元红包,加我微信领取。';

/** Ms of our work in the page's main thread for each of many keystrokes. */
async function work(/** @type {import('@playwright/test').Page} */ page) {
  const cdp = await page.context().newCDPSession(page);
  await page.locator('textarea').fill('');
  await page.waitForTimeout(500);
  const keys = [];
  const running = await profile(cdp);
  const began = performance.now();
  for (let turn = 0; turn < 3; turn++) {
    for (const char of SENTENCE) {
      keys.push(performance.now() - began);
      await page.keyboard.insertText(char);
      await page.waitForTimeout(70);
    }
  }
  const { slices } = await running.stop();
  // Work belongs to the keystroke before it: nothing else happens in the page.
  return keys.map((at, i) =>
    slices.filter((s) => s.at >= at && s.at < (keys[i + 1] ?? Infinity)).reduce((sum, s) => sum + s.ms, 0),
  );
}

/** @param {Awaited<ReturnType<typeof import('../harness/stage.mjs').stage>>} all */
export async function typing(all) {
  const page = await replyBox(all.context);
  const times = await underline(page);
  const costs = await work(page);
  await page.close();
  return [
    { what: 'keystroke to painted underline, p50', value: percentile(times, 0.5), unit: 'ms' },
    { what: 'keystroke to painted underline, p95', value: percentile(times, 0.95), unit: 'ms', budget: 30 },
    { what: 'own main-thread work per keystroke, p50', value: percentile(costs, 0.5), unit: 'ms' },
    { what: 'own main-thread work per keystroke, p95', value: percentile(costs, 0.95), unit: 'ms', budget: 2 },
  ];
}
