// The main job of a morning, step by step, as an agent and a lead do it. Each step throws unless it
// has seen what it should have led to; the spec and the demo both walk it.
import assert from 'node:assert/strict';
import { caseLine, signIn } from './board.mjs';
import { caseOf } from './case.mjs';
import { badges, marks } from './page.mjs';
import { blanks, offered } from './picker.mjs';
import {
  BRIBE,
  editor,
  openReply,
  pointAtMark,
  press,
  said,
  selected,
  submit,
  type,
  WORDS,
  written,
} from './reply.mjs';
import { until } from './until.mjs';

/**
 * @typedef {object} Desk
 * @property {import('@playwright/test').BrowserContext} context
 * @property {import('./extension.mjs').Extension} extension
 * @property {import('./team.mjs').Team} team the lead's
 * @property {import('../console/server.mjs').Console} site
 * @property {import('@playwright/test').Page} page the review list
 */

/** @typedef {{zh: string, en: string, run(desk: Desk): Promise<import('@playwright/test').Page>}} Step run gives the page that shows what came of it */

/** A note nobody wrote before, by its second. */
const noteText = `已致歉并补发，周末回访（${new Date().toLocaleTimeString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' })} 记）`;

/** What the agent writes into a blank, by what it asks for. @param {string} blank */
const filling = (blank) => (/几|天|时间/.test(blank) ? '两天' : '杭州中转站');

/** @param {Desk} desk the row the morning is about: 物流太慢, an hour left */
const subject = (desk) => desk.site.rows()[0];

/** @type {Step[]} */
export const MORNING = [
  {
    zh: '列表上每条评价都有时限标签，上方有统计条',
    en: 'Every review has its badge, and a bar above the table counts them',
    async run({ page, site }) {
      const id = caseOf(site.rows()[0]);
      await page.locator(`[data-pingban="badge"][data-case="${id}"]`).waitFor();
      await page.locator('[data-pingban="bar"]').waitFor();
      const shown = (await badges(page)).filter((b) => b.onScreen);
      assert.ok(shown.length >= 5, `only ${shown.length} badges on screen`);
      for (const badge of shown)
        assert.deepEqual(badge.orders, [badge.case.split(':')[1]], 'a badge is on another row');
      assert.equal(shown.find((b) => b.case === id)?.state, 'urgent');
      return page;
    },
  },
  {
    zh: '停在标签上：每个时限、怎么得来的、依据哪条规则',
    en: 'Resting on a badge shows each window, its basis and its source',
    async run(desk) {
      const { page } = desk;
      await page.locator(`[data-pingban="badge"][data-case="${caseOf(subject(desk))}"]`).hover();
      const card = await said(page, /以平台页面为准/);
      assert.match(card, /推算|平台提示/);
      assert.match(card, /依据/);
      return page;
    },
  },
  {
    zh: `回复里写“${BRIBE}”：立刻画线，卡片说明原因和出处`,
    en: 'A bribe is underlined at once; the card says why and by which rule',
    async run(desk) {
      const { page } = desk;
      await openReply(page, subject(desk));
      await type(page, BRIBE);
      await until(async () => (await marks(page, 'block')).length, 'the underline');
      await pointAtMark(page);
      const card = await said(page, /第九条/);
      assert.match(card, /网络反不正当竞争暂行规定/);
      assert.match(card, /2024-09-01/);
      return page;
    },
  },
  {
    zh: '一键换成合规的说法，Ctrl+Z 换回来，再换一次',
    en: 'One click replaces it, Ctrl+Z brings it back',
    async run({ page }) {
      await press(page, 'button', WORDS.replace);
      await until(async () => !(await written(page)).includes('返10元'), 'the rewrite');
      const rewrite = await written(page);
      await until(async () => (await marks(page, 'block')).length === 0, 'a reply without breaches');
      await editor(page).focus();
      await page.keyboard.press('Control+z');
      await until(async () => (await written(page)) === BRIBE, 'the sentence undone');
      await page.keyboard.press('Control+Shift+z');
      await until(async () => (await written(page)) === rewrite, 'the rewrite again');
      return page;
    },
  },
  {
    zh: '另起一行按“/”，敲拼音首字母选一条物流话术',
    en: 'On a new line "/" and pinyin initials find a script about slow delivery',
    async run({ page }) {
      await editor(page).focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('/wl');
      const names = await offered(page);
      assert.match(names[0], /物流/);
      return page;
    },
  },
  {
    zh: '选中放进光标处，Tab 逐个填空',
    en: 'Picked, it goes in at the caret; Tab walks its blanks',
    async run({ page }) {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await until(async () => (await written(page)).length > 60, 'the script in the box');
      assert.ok(!(await written(page)).includes('/wl'), 'what was typed to search is still there');
      const holes = blanks(await written(page));
      assert.ok(holes.length > 0, 'a script about a delivery knows neither place nor days');
      for (const [i, hole] of holes.entries()) {
        if (i > 0) await page.keyboard.press('Tab');
        await until(async () => blanks(await selected(page))[0] === hole, 'the blank chosen');
        await type(page, filling(hole));
        await until(async () => blanks(await written(page)).length === holes.length - i - 1, 'the blank filled');
      }
      assert.deepEqual(blanks(await written(page)), []);
      return page;
    },
  },
  {
    zh: '提交回复：由客服自己点，评伴不代发',
    en: 'The agent submits; Pingban itself sends nothing',
    async run({ page, site }) {
      const text = await written(page);
      assert.deepEqual(site.replies, [], 'something was sent that nobody submitted');
      await submit(page);
      await until(async () => site.replies.length, 'the reply');
      assert.equal(site.replies.length, 1);
      assert.equal(site.replies[0].content, text.replace(/\n+$/, ''));
      return page;
    },
  },
  {
    zh: '侧边栏待办里打开这一单，记一笔联系和一条备注，显示已同步',
    en: 'In the panel the case is open; a contact and a note are written down, and it says 已同步',
    async run(desk) {
      const { extension } = desk;
      const say = (/** @type {string} */ key) => extension.text(key);
      const panel = await extension.view('panel');
      await panel.setViewportSize({ width: 400, height: 1250 });
      const search = panel.getByRole('searchbox');
      const back = panel.getByRole('button', { name: await say('back') });
      await search.or(back).waitFor();
      if (await back.isVisible()) await back.click();
      await search.fill(subject(desk).order);
      await panel.getByRole('button', { name: new RegExp(subject(desk).text.slice(0, 10)) }).click();
      await panel.getByRole('textbox', { name: await say('contact_result') }).fill('旺旺上同意补发');
      await panel.getByRole('button', { name: await say('contact_save') }).click();
      // Its line is in the timeline, which is folded up.
      await panel
        .getByText(/旺旺上同意补发/)
        .first()
        .waitFor({ state: 'attached' });
      await panel.getByRole('textbox', { name: await say('note_label') }).fill(noteText);
      await panel.getByRole('button', { name: await say('note_save'), exact: true }).click();
      const note = panel.locator('.note', { hasText: noteText });
      await note.getByText(await say('note_synced')).waitFor();
      return panel;
    },
  },
  {
    zh: '主管看板上几秒内看到这条备注和剩余时间',
    en: "The lead's board shows the note and the time left within seconds",
    async run(desk) {
      const board = await signIn(desk.context, desk.team);
      const line = caseLine(board, caseOf(subject(desk)));
      await line.getByText(noteText).waitFor({ timeout: 5000 }); // within seconds, as the step says
      assert.match((await line.textContent()) ?? '', new RegExp(subject(desk).product));
      return board;
    },
  },
  {
    zh: '点开这一行：备注、联系、用过的话术、每个时限都在',
    en: 'Its line opens the case: note, contact, script and every window',
    async run(desk) {
      const board = /** @type {import('@playwright/test').Page} */ (desk.context.pages().at(-1));
      await caseLine(board, caseOf(subject(desk))).click();
      await board.getByText(noteText).first().waitFor();
      await board
        .getByText(/旺旺上同意补发/)
        .first()
        .waitFor();
      return board;
    },
  },
];
