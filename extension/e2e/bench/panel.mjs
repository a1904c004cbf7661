// The side panel with a team's 5,000 cases, as an agent feels it: from a key to the list painted, and
// from Enter to the case's page painted.
import { percentile } from '../harness/profile.mjs';
import { ulid } from '../harness/team.mjs';

const CASES = 5000;
const BATCH = 200;
const ROUNDS = 20;
const DAY_MS = 86_400_000;

/** What a case of this number is made of. @param {number} n @param {number} now */
function review(n, now) {
  const order = String(3_500_000_000_000_000_000n + BigInt(n));
  const item = `97950${n % 400}`;
  const at = new Date(now - (n % 40) * DAY_MS - n * 1000).toISOString();
  return {
    id: ulid(now),
    case: `taobao:${order}:${item}`,
    kind: 'review',
    at,
    body: {
      platform: 'taobao',
      order,
      item,
      product: `蓝牙耳机 ${n % 400} 号`,
      buyer: '王**',
      text: '音质一般，左边夹耳朵，物流也慢，客服半天不回。',
      rating: n % 3 ? 'bad' : 'neutral',
      rated_at: at,
    },
  };
}

/** @param {Awaited<ReturnType<typeof import('../harness/stage.mjs').stage>>} all */
export async function panel(all) {
  const { extension, team } = all;
  const now = Date.now();
  for (let n = 0; n < CASES; n += BATCH) {
    await team.call('POST', '/v1/events', { events: Array.from({ length: BATCH }, (_, i) => review(n + i, now)) });
  }
  await extension.ask('sync.now');
  while ((await extension.ask('todo', { limit: 1 })).total < CASES) await new Promise((r) => setTimeout(r, 200));

  const page = await extension.view('panel');
  await page.setViewportSize({ width: 360, height: 900 });
  await page.locator('button.line').first().waitFor();
  /** From the next event of a kind to the frame in which `done` first holds. @param {string} event @param {string} done */
  const clock = (event, done) =>
    page.evaluate(
      ([kind, selector]) => {
        const frame = () =>
          new Promise((/** @type {(at: number) => void} */ painted) => {
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => painted(performance.now());
              port2.postMessage(0); // behind the frame's own work
            });
          });
        const main = /** @type {HTMLElement} */ (document.querySelector('main'));
        /** @type {any} */ (globalThis).took = new Promise((resolve) => {
          document.addEventListener(
            kind,
            ({ timeStamp }) => {
              const was = main.querySelector('.list')?.textContent;
              const seen = new MutationObserver(async () => {
                const list = main.querySelector('.list')?.textContent;
                if (selector ? !main.querySelector(selector) : list === was) return;
                seen.disconnect();
                resolve((await frame()) - timeStamp);
              });
              seen.observe(main, { subtree: true, childList: true, characterData: true });
            },
            { once: true, capture: true },
          );
        });
      },
      [event, done],
    );
  const took = () => page.evaluate(() => /** @type {Promise<number>} */ (/** @type {any} */ (globalThis).took));

  const searches = [];
  const search = page.getByRole('searchbox');
  for (let i = 0; i <= ROUNDS; i++) {
    await search.fill(`耳机 ${100 + i}`);
    await page.waitForTimeout(150);
    await search.press('End');
    await clock('input', '');
    await page.keyboard.press('Backspace');
    searches.push(await took());
  }
  const opens = [];
  await search.fill('');
  await page.waitForTimeout(300);
  for (let i = 0; i <= ROUNDS; i++) {
    await page.locator('button.line').nth(i).focus();
    await clock('keydown', 'article.case .windows');
    await page.keyboard.press('Enter');
    opens.push(await took());
    await page.keyboard.press('Escape');
    await page.locator('button.line').first().waitFor();
    await page.waitForTimeout(150);
  }
  await page.close();
  /** @param {string} what @param {number[]} times the first of which also makes what the others find made @param {number} budget */
  const figures = (what, times, budget) => [
    { what: `panel, 5,000 cases: ${what}, p95`, value: percentile(times.slice(1), 0.95), unit: 'ms', budget },
    { what: `panel, 5,000 cases: ${what}, median`, value: percentile(times.slice(1), 0.5), unit: 'ms' },
  ];
  return [...figures('key to list painted', searches, 50), ...figures('Enter to case painted', opens, 100)];
}
