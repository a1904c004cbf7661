// The reply box as an agent meets it, in the row or in the dialog.
import { accessible, ours, press } from './page.mjs';
import { until } from './until.mjs';

/** What the overlay's controls are called; one place to follow its wording. */
export const WORDS = {
  replace: /^替换$/,
  ignoreOnce: /^忽略这次$/,
  ignoreRule: /^本店忽略$/,
  report: /^反馈误报$/,
  goBack: /^回去改$/,
  understood: /^知道了$/,
  scripts: /^话术$/,
  note: /^记一笔$/,
};

/** The sentence of the main job, and what it breaks. */
export const BRIBE = '亲,改成好评给您返10元红包';

/** The reply editor that is open. @param {import('@playwright/test').Page} page */
export const editor = (page) => page.locator('.next-input-textarea textarea, .next-input-textarea .reply-rich');

/** @param {import('@playwright/test').Page} page @returns {Promise<string>} */
export const written = (page) =>
  // Only innerText has an editable element's line breaks.
  editor(page).evaluate((el) => ('value' in el ? String(el.value) : /** @type {HTMLElement} */ (el).innerText));

/** What is selected in the box. @param {import('@playwright/test').Page} page @returns {Promise<string>} */
export const selected = (page) =>
  editor(page).evaluate((el) =>
    'value' in el ? String(el.value).slice(Number(el.selectionStart), Number(el.selectionEnd)) : String(getSelection()),
  );

/** @param {import('@playwright/test').Page} page @param {import('../console/rows.mjs').Row} row */
export const rowOf = (page, row) =>
  page.locator('tr.next-table-row', { hasText: `订单号：${row.order}` }).filter({ hasText: row.product });

/** Opens the reply editor of a row and puts the caret in it. @param {import('@playwright/test').Page} page @param {import('../console/rows.mjs').Row} row */
export async function openReply(page, row) {
  // Off any badge, so that its card does not lie over the box.
  await page.mouse.move(5, 5);
  for (let i = 0; i < 20 && Object.values(await ours(page)).some((text) => text.includes('以平台页面为准')); i++) {
    await page.waitForTimeout(50);
  }
  await rowOf(page, row)
    .getByRole('button', { name: /^(评价|追评)回复$/ })
    .click();
  await editor(page).click();
}

/** Types as with an input method that commits whole words. @param {import('@playwright/test').Page} page @param {string} text */
export async function type(page, text) {
  for (const char of text) await page.keyboard.insertText(char);
}

/**
 * Clicks the page's own submit button as a hand does, which takes a tenth of a second. On a machine
 * so busy that the last key is not checked by then, the overlay says so and one clicks again.
 * @param {import('@playwright/test').Page} page
 */
export async function submit(page) {
  const button = page.getByRole('button', { name: '确认提交' });
  await button.click({ delay: 100 });
  if (!Object.values(await ours(page)).some((text) => /还在检查|检查过了/.test(text))) return;
  await page.waitForTimeout(500);
  await button.click({ delay: 100 });
}

/** Moves the mouse onto the underlined text. @param {import('@playwright/test').Page} page @param {'block'|'warn'|'hint'} [severity] */
export async function pointAtMark(page, severity = 'block') {
  const box = await page.evaluate((name) => {
    const range = [.../** @type {any} */ (CSS).highlights.get(name)][0];
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + Math.min(width / 2, 20), y: y + height / 2 };
  }, `pingban-${severity}`);
  await page.mouse.move(box.x, box.y, { steps: 3 });
}

/** Waits until something of ours says what is looked for, and gives all that it says. @param {import('./page.mjs').Place} page @param {RegExp} pattern */
export function said(page, pattern) {
  let all = {};
  return until(
    async () => {
      all = await ours(page);
      return Object.values(all).find((text) => pattern.test(text));
    },
    () => `${pattern} said by ours: ${JSON.stringify(all).slice(0, 2000)}`,
  );
}

/** Whether a control of ours is on screen. @param {import('@playwright/test').Page} page @param {RegExp} name */
export const offered = async (page, name) => (await accessible(page, 'button', name)).length > 0;

export { press };
