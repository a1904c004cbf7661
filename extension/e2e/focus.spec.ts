// The keyboard alone: Tab goes through every control of every view in the order one reads, back again with
// Shift, one always sees where one is, and what closes gives the focus back to what opened it.
import type { Page } from '@playwright/test';
import type { Row } from './console/rows.mjs';
import type { Desk } from './harness/desk';
import { expect, test } from './harness/fixtures';
import { backward, controls, still, walked } from './harness/focus';
import { openGallery } from './harness/gallery';
import { offered } from './harness/picker.mjs';
import { BRIBE, editor, openReply, said, type } from './harness/reply.mjs';
import { settled } from './harness/sight';

/** Holds a view to its order, forwards and back. */
async function holdOrder(page: Page, view: string): Promise<void> {
  await still(page);
  const stops = await controls(page);
  expect(stops.length, `${view} has controls`).toBeGreaterThan(0);
  const every = stops.map((_, i) => i);
  for (const key of ['Tab', 'Shift+Tab'] as const) {
    const { order, unseen, stray } = await walked(page, key, stops);
    const missed = every.filter((i) => !order.includes(i)).map((i) => stops[i]?.name);
    expect(missed, `${view}: not reached with ${key}`).toEqual([]);
    expect(stray, `${view}: in the way of ${key}`).toEqual([]);
    expect(unseen, `${view}: one does not see that these have the focus`).toEqual([]);
    const back = backward(stops, key === 'Tab' ? order : order.toReversed());
    expect(back, `${view}: leads back with ${key}`).toEqual([]);
  }
}

async function panelOf(desk: Desk, width = 320): Promise<Page> {
  await expect.poll(async () => (await desk.extension.ask('todo')).items.length).toBeGreaterThan(3);
  const panel = await desk.extension.view('panel');
  await panel.setViewportSize({ width, height: 4000 });
  await expect(panel.locator('button.line').first()).toBeVisible();
  return panel;
}

test('every view of its own is walked in the order one reads', async ({ desk, site }) => {
  test.setTimeout(240_000);
  const say = (key: string, ...values: string[]) => desk.extension.text(key, ...values);
  await settled(await desk.list(), site.rows());
  const panel = await panelOf(desk);
  await holdOrder(panel, 'todo');
  await panel.getByRole('button', { name: await say('bulk_start') }).click();
  await holdOrder(panel, 'todo, picking');
  await panel.getByRole('button', { name: await say('bulk_end') }).click();
  const all = await panel.locator('button.line').count();
  await panel.getByRole('searchbox').fill('耳机');
  await expect.poll(() => panel.locator('button.line').count()).toBeLessThan(all);
  await holdOrder(panel, 'search');
  await panel.getByRole('searchbox').fill('5122653267155400001');
  await expect(panel.getByRole('form')).toBeVisible();
  await holdOrder(panel, 'new request');
  await panel.getByRole('searchbox').fill('');
  await panel.locator('button.line').first().click();
  await expect(panel.locator('article.case')).toBeVisible();
  await panel.locator('.complaint summary').click();
  await holdOrder(panel, 'case');
  await panel.getByRole('button', { name: await say('back') }).click();
  await panel.getByRole('button', { name: await say('composer_title') }).click();
  await panel.getByRole('textbox').fill('亲,改成好评给您返10元红包');
  await expect(panel.locator('.found .block').first()).toBeVisible();
  await panel.getByRole('button', { name: await say('own_keep') }).click();
  await holdOrder(panel, 'composer');
  for (const [name, width, height] of [
    ['options', 1000, 3000],
    ['popup', 360, 600],
    ['welcome', 900, 2500],
    ['handbook', 900, 40_000],
    ['handbook', 320, 9000],
  ] as const) {
    const page = await desk.extension.view(name);
    await page.setViewportSize({ width, height });
    await expect(page.locator('main h1')).toBeVisible();
    await expect(page.locator('main').locator('button, input').first()).toBeVisible();
    if (name === 'handbook' && width === 320) await page.locator('a[href="#practice"]').click();
    await holdOrder(page, `${name} ${width}`);
    await page.close();
  }
});

test('what is drawn in a page is walked in the order one reads', async ({ desk, site }) => {
  const page = await desk.context.newPage();
  await openGallery(site, page, 'light');
  await holdOrder(page, 'cards');
});

/** What has the focus: its tag and words, also in a closed root of ours. */
async function focused(page: Page): Promise<string> {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree', {});
  await cdp.detach();
  const at = nodes.filter((node) => node.properties?.some(({ name, value }) => name === 'focused' && value.value));
  return at.map(({ role, name }) => `${role?.value} ${name?.value}`).at(-1) ?? '';
}

test('what closes in a view gives the focus back to what opened it', async ({ desk, joined, site }) => {
  const say = (key: string, ...values: string[]) => desk.extension.text(key, ...values);
  await settled(await desk.list(), site.rows());
  await joined.invite();
  const panel = await panelOf(desk);
  const has = async (words: string) => expect.poll(() => focused(panel)).toContain(words);
  const on = async (words: string, scope = panel.locator('main')) => {
    await scope.getByRole('button', { name: words, exact: true }).first().focus();
    await panel.keyboard.press('Enter');
  };
  /** Opens, is taken to what came, cancels, and is back. */
  const round = async (opens: string, came: string, closes: string) => {
    await on(opens);
    await has(came);
    await on(closes);
    await has(opens);
  };
  const cancel = await say('cancel');

  await round(await say('bulk_start'), await say('bulk_all'), await say('bulk_end'));
  await panel.locator('button.line').first().click();
  await expect(panel.locator('article.case')).toBeVisible();
  await round(await say('request_new'), await say('request_order'), cancel);
  await on(await say('assignee_take'));
  await has(await say('hand_over'));
  await round(await say('hand_over'), await say('hand_over_to'), cancel);
  await panel.getByRole('textbox', { name: await say('note_label') }).fill('已联系,等回话');
  await on(await say('note_save'));
  await expect(panel.locator('.note')).toHaveCount(1);
  const note = panel.locator('.note');
  for (const [opens, came] of [
    [await say('edit'), await say('note_label')],
    [await say('delete'), await say('delete')],
  ] as const) {
    await on(opens, note);
    await has(came);
    await on(cancel, note);
    await has(opens);
  }
  // Held while it is written down: the focus is where it was.
  await panel.getByRole('textbox', { name: await say('contact_result') }).fill('旺旺上同意补发');
  await on(await say('contact_save'));
  await has(await say('contact_save'));
  await panel.getByRole('button', { name: await say('back') }).click();
  await has((site.rows()[0] as Row).product); // the line one came from
  await panel.getByRole('button', { name: await say('composer_title') }).click();
  await panel.getByRole('textbox', { name: await say('composer_title') }).fill('您好,这就为您查一下。');
  await on(await say('own_keep'));
  await has(await say('own_title'));
  await panel.keyboard.press('Escape');
  await has(await say('composer_title'));
  await panel.close();

  const options = await desk.extension.view('options');
  const leave = options.getByRole('button', { name: await say('team_leave'), exact: true }).first();
  await leave.focus();
  await options.keyboard.press('Enter');
  await expect(options.getByRole('alertdialog')).toBeVisible();
  await options.keyboard.press('Tab');
  await options.keyboard.press('Tab');
  await options.keyboard.press('Enter');
  await expect(options.getByRole('alertdialog')).toHaveCount(0);
  await expect(leave).toBeFocused();
  await options.close();

  const handbook = await desk.extension.view('handbook');
  await handbook.locator('a[href="#practice"]').click();
  await handbook.getByRole('button', { name: await say('practice_fine') }).focus();
  await handbook.keyboard.press('Enter');
  await expect(handbook.getByRole('button', { name: await say('practice_next') })).toBeFocused();
  await handbook.keyboard.press('Enter');
  await expect(handbook.getByRole('button', { name: await say('practice_fine') })).toBeFocused();
});

test('a card on the page is walked, traps nobody, and gives the focus back to its badge', async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  // Until the console's answer has come the end is that of a rating of which the screen shows no seconds.
  const joined = async () => (await desk.extension.ask('health.get')).pages.at(-1)?.joined;
  await expect.poll(joined).toBe(site.rows().length);
  await page.bringToFront();
  const badge = page.locator('[data-pingban="badge"]').first();
  await badge.focus();
  // Of its words those that no clock changes meanwhile.
  const [name = ''] = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.exec((await badge.getAttribute('aria-label')) ?? '') ?? [];
  expect(name).not.toBe('');
  const has = async (words: string) => expect.poll(() => focused(page)).toContain(words);
  await page.keyboard.press('Enter');
  await has('好评');
  const met: string[] = [];
  for (let i = 0; i < 12 && !(await focused(page)).includes(name); i++) {
    met.push(await focused(page));
    await page.keyboard.press('Tab');
  }
  expect(met).toEqual(['button 好评', 'button 中评', 'button 差评', 'button 话术', 'button 记一笔']);
  await has(name);
  await page.keyboard.press('Enter');
  await has('好评');
  await page.keyboard.press('Shift+Tab');
  await has('各个时限');
  await page.keyboard.press('Shift+Tab');
  await has(name);
  await page.keyboard.press('Enter');
  await has('好评');
  await page.keyboard.press('Escape');
  await has(name);
  await page.keyboard.press('Enter');
  await has('好评');
  for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
  await has('记一笔');
  await page.keyboard.press('Enter');
  await has(name);
});

test('the cards of the box one writes in are walked by keys and give it the focus back', async ({ desk, site }) => {
  const page = await desk.list();
  const row = site.rows()[0] as Row;
  await settled(page, site.rows());
  await openReply(page, row);
  await type(page, BRIBE);
  const has = async (words: string) => expect.poll(() => focused(page)).toContain(words);
  const inBox = () => expect(editor(page)).toBeFocused();
  const tab = (shift = false) => page.keyboard.press(shift ? 'Shift+Tab' : 'Tab');

  // The card of what was found, while the caret rests on it.
  await said(page, /第九条/);
  for (const words of ['替换', '忽略这次', '本店忽略', '反馈误报']) {
    await tab();
    await has(words);
  }
  await tab();
  await inBox();
  await page.keyboard.press('ArrowLeft'); // the caret rests on it once more
  await said(page, /第九条/);
  await tab();
  await has('替换');
  await tab(true);
  await inBox();

  // The question before it is sent.
  const submit = page.getByRole('button', { name: '确认提交' });
  await submit.focus();
  await page.keyboard.press('Enter');
  await said(page, /发出前再看一眼/);
  await has('回去改');
  await tab();
  await has('知道了');
  await tab(true);
  await has('回去改');
  await page.keyboard.press('Escape');
  await expect(submit).toBeFocused();

  // The list of scripts by its key, the form to keep one, and back.
  await editor(page).focus();
  const list = () => desk.command('scripts');
  await list();
  await has('搜话术');
  await page.keyboard.press('Escape');
  await inBox();
  await list();
  await has('搜话术');
  await offered(page); // before its lines are there no key chooses one
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await has('标题');
  await tab(true);
  await has('取消');
  await tab();
  await has('标题');
  await page.keyboard.press('Escape');
  await inBox();
});
