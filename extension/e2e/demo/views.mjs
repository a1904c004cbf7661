// Pictures of every view in every state, light and dark, to be looked at: node e2e/demo/views.mjs [folder]
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { LIST, ROOT } from '../console/server.mjs';
import { offered } from '../harness/picker.mjs';
import { BRIBE, editor, openReply, pointAtMark, said, submit, type } from '../harness/reply.mjs';
import { stage } from '../harness/stage.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(ROOT, 'run/views'));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const { site, server, team, context, extension, stop } = await stage();
context.setDefaultTimeout(15_000);
const say = (/** @type {string} */ key, /** @type {string[]} */ ...values) => extension.text(key, ...values);

/** Both schemes of what a page shows now. @param {import('@playwright/test').Page} page @param {string} name */
async function both(page, name, fullPage = true) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }); // a colour on its way is no picture of either
    await page.waitForTimeout(250);
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`), fullPage });
  }
}

/** A view whose questions of one name are answered by a fault, or never. @param {string} name @param {string} fault @param {string} [view] */
async function broken(name, fault, view = 'panel') {
  await context.addInitScript(
    ([of, why]) => {
      const { chrome } = /** @type {any} */ (globalThis);
      if (!chrome?.runtime?.sendMessage || !location.hash.includes('broken')) return;
      const send = chrome.runtime.sendMessage.bind(chrome.runtime);
      chrome.runtime.sendMessage = (/** @type {any} */ envelope) => {
        if (envelope?.pingban !== of) return send(envelope);
        return why ? Promise.resolve({ error: why }) : new Promise(() => {});
      };
    },
    [name, fault],
  );
  const page = await context.newPage();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`chrome-extension://${extension.id}/views/${view}.html#broken`);
  await page.waitForTimeout(600);
  await both(page, `${view}-${fault ? 'error' : 'loading'}-${name}`);
  await page.close();
}

/** @param {string} view @param {number} width @param {number} [height] */
async function opened(view, width, height = 640) {
  const page = await extension.view(view);
  await page.setViewportSize({ width, height });
  return page;
}

try {
  const empty = await opened('panel', 320);
  await empty.waitForTimeout(600);
  await both(empty, 'panel-empty');
  await empty.close();
  await broken('todo', '');
  await broken('todo', '评伴的引擎没有起来，正在重开。');

  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(LIST);
  const row = site.rows()[0];
  await page.locator('[data-pingban="badge"]').nth(4).waitFor();
  await page.waitForTimeout(800);
  await both(page, 'page-badges', false);
  await page.locator('[data-pingban="badge"]').nth(1).hover();
  await said(page, /以平台页面为准/);
  await both(page, 'page-card', false);
  await openReply(page, row);
  await type(page, BRIBE);
  await page.waitForTimeout(600);
  await pointAtMark(page);
  await said(page, /第九条/);
  await both(page, 'page-finding', false);
  await page.mouse.move(5, 5);
  await page.waitForTimeout(600);
  await submit(page);
  await said(page, /发出前再看一眼/);
  await both(page, 'page-guard', false);
  await page.keyboard.press('Escape');
  await editor(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/wl');
  await offered(page);
  await page.keyboard.press('ArrowDown');
  await both(page, 'page-picker', false);
  await page.keyboard.press('Escape');

  const panel = await opened('panel', 320);
  await panel.locator('button.line').first().waitFor();
  await both(panel, 'panel-todo');
  await panel.getByRole('button', { name: await say('bulk_start') }).click();
  await panel.locator('li input[type=checkbox]').first().check();
  await both(panel, 'panel-bulk');
  await panel.getByRole('button', { name: await say('bulk_end') }).click();
  await panel.getByRole('searchbox').fill('没有这样的东西');
  await panel.waitForTimeout(400);
  await both(panel, 'panel-none');
  await panel.getByRole('searchbox').fill('5122653267155400001');
  await panel.getByRole('form').waitFor();
  await both(panel, 'panel-request');
  await panel.getByRole('searchbox').fill('');
  await panel.locator('button.line').first().click();
  await panel.locator('article.case').waitFor();
  await panel.waitForTimeout(500);
  await both(panel, 'panel-case-new');
  await panel.getByRole('button', { name: await say('assignee_take') }).click();
  await panel.getByRole('textbox', { name: await say('note_label') }).fill('已致歉,同意补发,电话 13800138000,周末回访');
  await panel.getByRole('button', { name: await say('note_save'), exact: true }).click();
  await panel.locator('.note').waitFor();
  await panel.getByRole('textbox', { name: await say('contact_result') }).fill('旺旺上同意补发');
  await panel.getByRole('button', { name: await say('contact_save') }).click();
  await panel.getByRole('textbox', { name: await say('compensation_amount') }).fill('12.50');
  await panel.getByRole('textbox', { name: await say('compensation_why') }).fill('改好评就补');
  await panel.getByRole('button', { name: await say('compensation_save') }).click();
  await panel.waitForTimeout(500);
  await panel.getByRole('button', { name: await say('contact_anyway') }).click();
  await panel.locator('.complaint summary').click();
  await panel.locator('.timeline summary').click();
  await panel.getByRole('button', { name: await say('hand_over') }).click();
  await panel.waitForTimeout(500);
  await both(panel, 'panel-case');
  await panel.getByRole('button', { name: await say('back') }).click();
  await panel.getByRole('button', { name: await say('composer_title') }).click();
  await both(panel, 'panel-composer-empty');
  await panel.getByRole('textbox').fill('亲,改成好评给您返10元红包,加我微信聊');
  await panel.locator('.found .block').first().waitFor();
  await panel.getByRole('button', { name: await say('own_keep') }).click();
  await both(panel, 'panel-composer');
  await panel.getByRole('button', { name: await say('cancel') }).click();
  await extension.ask('own.put', { title: '周末回访', text: '您好,周末给您回个话,方便吗?', expires: '2026-12-31' });
  await panel.getByRole('button', { name: await say('own_mine') }).click();
  await panel.locator('.own li').waitFor();
  await both(panel, 'panel-own');
  await panel.close();

  await extension.ask('settings', {
    shops: [
      { name: '晨屿旗舰店', platform: 'tmall' },
      { name: '小满杂货铺', platform: 'taobao' },
    ],
    shop: '晨屿旗舰店',
    platform: 'tmall',
    agent: '小陈',
    remind: true,
  });
  const popup = await opened('popup', 320, 420);
  await popup.waitForTimeout(600);
  await both(popup, 'popup');
  await popup.getByRole('button', { name: await say('popup_pause') }).click();
  await popup.waitForTimeout(400);
  await both(popup, 'popup-paused');
  await popup.getByRole('button', { name: await say('popup_resume') }).click();
  await popup.close();
  for (const width of [320, 1000]) {
    const options = await opened('options', width);
    await options.waitForTimeout(800);
    await both(options, `options-${width}`);
    await options.close();
    const welcome = await opened('welcome', width);
    await welcome.waitForTimeout(1200);
    await both(welcome, `welcome-${width}`);
    await welcome.close();
    const handbook = await opened('handbook', width, 1400);
    await handbook.locator('article.rule').first().waitFor();
    await both(handbook, `handbook-rules-${width}`, false);
    await handbook.locator('a[href="#clocks"]').click();
    await both(handbook, `handbook-clocks-${width}`);
    await handbook.locator('a[href="#practice"]').click();
    await both(handbook, `handbook-practice-${width}`, false);
    await handbook.getByRole('button', { name: await say('practice_fine') }).click();
    await both(handbook, `handbook-answer-${width}`, false);
    await handbook.close();
  }
  const options = await opened('options', 1000);
  await options.getByRole('button', { name: await say('team_leave'), exact: true }).click();
  await both(options, 'options-leave');
  await options.close();

  await server.stop();
  await extension.ask('sync.now').catch(() => {});
  const offline = await opened('panel', 320);
  await offline.locator('button.line').first().click();
  await offline.getByRole('textbox', { name: await say('note_label') }).fill('没有网也先记下');
  await offline.getByRole('button', { name: await say('note_save'), exact: true }).click();
  await offline.waitForTimeout(1500);
  await both(offline, 'panel-offline-case');
  await offline.getByRole('button', { name: await say('back') }).click();
  await offline.waitForTimeout(400);
  await both(offline, 'panel-offline');
  await offline.close();
  void team;
} finally {
  await stop();
}
