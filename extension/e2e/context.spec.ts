// What no word of a text tells: that the review was explained before, the hour, what the case's log holds.
import type { Page } from '@playwright/test';
import { contextOf } from '../check-context';
import { day } from '../content/clock';
import type { PageClock } from '../engine';
import type { Row } from './console/rows.mjs';
import { caseOf } from './harness/case.mjs';
import type { Desk } from './harness/desk';
import { expect, test } from './harness/fixtures';
import { marks } from './harness/page.mjs';
import { BRIBE, editor, openReply, pointAtMark, said, submit, type } from './harness/reply.mjs';
import { open, samplesOf, setClock } from './harness/samples.mjs';
import { settled } from './harness/sight';

/** Words by which one turns to a buyer, well and good but for the hour or the count. */
const CALL = '方便接个电话吗';
const SORRY = '亲，很抱歉给您添麻烦了，我们马上为您补发。';

const today = () => day(Date.now());

/** A window of the list in which an agent has begun to answer a row. */
async function answering(desk: Desk, rows: Row[], row: Row, query = ''): Promise<Page> {
  const page = await desk.list(query);
  await settled(page, rows);
  await openReply(page, row);
  return page;
}

/** Answers a row for good in a window of its own, and looks at the list again until the log knows. */
async function answered(desk: Desk, rows: Row[], row: Row): Promise<void> {
  const told = async () => {
    const { state } = await desk.extension.ask('case', { case: caseOf(row) });
    return (state?.pages ?? []).map((page: PageClock) => `${page.explained} ${page.explained_append}`).join();
  };
  const before = await told();
  const page = await answering(desk, rows, row);
  await editor(page).fill(SORRY);
  await expect.poll(() => marks(page, 'block')).toEqual([]);
  await submit(page);
  await page.reload();
  await settled(page, rows);
  await expect.poll(told).not.toBe(before);
  await page.close();
}

/** The box of the panel for chats outside the browser. */
async function composer(desk: Desk): Promise<Page> {
  const panel = await desk.extension.view('panel');
  await panel.getByRole('button', { name: await desk.extension.text('composer_title') }).click();
  return panel;
}

/** The panel on a message to the buyer of a case. */
async function messageTo(desk: Desk, id: string): Promise<Page> {
  const panel = await desk.extension.view('panel');
  await panel.getByRole('searchbox').fill(id.split(':')[1] ?? '');
  await panel.locator(`button.line[data-case="${id}"]`).click();
  await panel.getByRole('button', { name: await desk.extension.text('contact_write') }).click();
  await expect(panel.locator('.composer textarea')).toBeFocused();
  return panel;
}

/** What the panel says of a text in the composer, in words and by severity. */
async function judged(panel: Page, text: string): Promise<string[]> {
  const found = panel.locator('.found li');
  await panel.locator('.composer textarea').fill(text);
  await expect(found.or(panel.locator('.composer .good')).first()).toBeVisible();
  return found.evaluateAll((all) => all.map((li) => `${li.className} ${li.querySelector('p')?.textContent}`));
}

async function calls(desk: Desk, row: Row, often: number): Promise<void> {
  for (let i = 0; i < often; i++) {
    const body = { channel: '电话', result: '没接', when: `2026-11-0${i + 1}T10:00:00+08:00` };
    await desk.extension.ask('record', { case: caseOf(row), kind: 'contact', body });
  }
}

for (const where of ['row', 'dialog']) {
  test(`in a ${where} only the second explanation of a review is said to be one`, async ({ desk, site }) => {
    const rows = site.rows();
    const row = rows[0] as Row;
    const page = await answering(desk, rows, row, `x-editor=${where}`);
    const text = `实在抱歉。${BRIBE}。谢谢您。`;
    await type(page, text);
    await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
    expect(await marks(page, 'hint')).toEqual([]);

    await answered(desk, rows, row);
    await expect.poll(() => marks(page, 'hint')).toMatchObject([{ start: 0, end: text.length }]);
    await pointAtMark(page, 'block');
    await said(page, /第九条/);
    // Its own card comes once while one is in the box, and may have come already.
    await editor(page).blur();
    await editor(page).fill('补充说明一下');
    await expect.poll(() => marks(page, 'hint')).toMatchObject([{ start: 0, end: 6 }]);
    await said(page, /这条评价已经解释过一次/);
  });
}

test("an append's explanation is the first whatever was said to the review, and then the second", async ({
  desk,
  site,
}) => {
  const rows = site.rows();
  const row = rows.find(({ append }) => append) as Row;
  const explained = { name: 'status', value: '已解释' };
  await desk.extension.ask('record', { case: caseOf(row), kind: 'field', body: explained });
  const page = await answering(desk, rows, row);
  await type(page, BRIBE);
  await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
  expect(await marks(page, 'hint')).toEqual([]);

  await answered(desk, rows, row);
  await expect.poll(async () => (await marks(page, 'hint')).length).toBe(1);
  await editor(page).fill('补充说明一下');
  await said(page, /追评也只有一次解释机会/);
});

test('at half past eleven at night the composer warns of turning to a buyer, and an explanation does not', async ({
  desk,
  site,
}) => {
  await setClock(desk.extension, `${today()}T10:30:00+08:00`);
  let panel = await composer(desk);
  expect(await judged(panel, CALL)).toEqual([]);
  await panel.close();
  await setClock(desk.extension, `${today()}T23:30:00+08:00`);
  panel = await composer(desk);
  await expect.poll(() => judged(panel, CALL)).toEqual([expect.stringMatching(/^warn .*晚上九点到早上九点/)]);

  const rows = site.rows();
  const page = await answering(desk, rows, rows[0] as Row);
  await type(page, `${BRIBE}。${CALL}`);
  await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
  expect(await marks(page, 'warn')).toEqual([]);
});

test('a buyer called three times is not to be turned to again, in no box about the case', async ({ desk, site }) => {
  await setClock(desk.extension, `${today()}T10:30:00+08:00`);
  const rows = site.rows();
  const [row, other] = rows as [Row, Row];
  const page = await answering(desk, rows, row);
  await type(page, CALL);
  await calls(desk, row, 2);
  await expect.poll(async () => (await marks(page, 'hint')).length).toBe(1);
  let panel = await messageTo(desk, caseOf(row));
  expect(await judged(panel, CALL)).toEqual([expect.stringMatching(/^hint .*第三次是最后一次/)]);

  await calls(desk, row, 1);
  await expect.poll(async () => (await marks(page, 'warn')).length).toBe(1);
  await expect(panel.locator('.found .warn')).toContainText('这单已经联系过三次');
  await panel.close();
  panel = await messageTo(desk, caseOf(other));
  expect(await judged(panel, CALL)).toEqual([]);
});

test('once a compensation was tied to the review, no word about changing it goes by', async ({ desk, site }) => {
  await setClock(desk.extension, `${today()}T10:30:00+08:00`);
  const say = (key: string) => desk.extension.text(key);
  const plea = '您看现在方便改下评价吗';
  const rows = site.rows();
  const row = rows[0] as Row;
  const page = await answering(desk, rows, row);
  await type(page, plea);
  let panel = await messageTo(desk, caseOf(row));
  expect(await judged(panel, plea)).toEqual([]);
  expect(await marks(page, 'block')).toEqual([]);

  await panel.getByRole('button', { name: await say('message_back') }).click();
  const save = panel.getByRole('button', { name: await say('compensation_save'), exact: true });
  await panel.getByLabel(await say('compensation_amount')).fill('5');
  await panel.getByLabel(await say('compensation_why')).fill('差评安抚');
  await save.click();
  await expect(panel.getByRole('alert')).toContainText('这单的补偿和评价挂了钩');
  await panel.getByRole('button', { name: await say('contact_anyway') }).click();
  await expect(panel.locator('.ledger .bad')).toHaveCount(1);

  await expect.poll(async () => (await marks(page, 'block')).length).toBe(1);
  await submit(page);
  await said(page, /这单的补偿和评价挂了钩/);
  expect(site.replies).toEqual([]);
  await panel.close();
  panel = await messageTo(desk, caseOf(row));
  await expect(panel.locator('.composer textarea')).toHaveValue(plea);
  await expect(panel.locator('.found .block')).toContainText('这单的补偿和评价挂了钩');
});

test.describe('an order on the list of those sold', () => {
  test.use({ grant: true });

  test('is not said to be shipped while the list says that it waits', async ({ desk, site }) => {
    const [sample] = samplesOf('taobao-sold').filter(({ name }) => name === 'states');
    const id = sample?.rows['to-ship']?.case;
    if (!sample || !id) throw new Error('no sample of an order to be shipped');
    const claim = '亲，您的包裹已经发货了哦';
    await setClock(desk.extension, sample.now);
    const page = await open(desk.context, site, sample);
    await expect(page.locator(`[data-pingban="badge"][data-case="${id}"]`)).toBeVisible();
    const panel = await messageTo(desk, id);
    await expect.poll(() => judged(panel, claim)).toEqual([expect.stringMatching(/^warn .*订单还没发货/)]);

    await page.evaluate((order) => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let own = false;
      for (let at = texts.nextNode(); at; at = texts.nextNode()) {
        if (/\d{19}/.test(at.textContent ?? '')) own = (at.textContent ?? '').includes(order);
        if (own && at.textContent?.trim() === '等待卖家发货') at.textContent = '卖家已发货';
      }
    }, id.split(':')[1] ?? '');
    await expect(page.locator(`[data-pingban="badge"][data-case="${id}"]`)).toHaveCount(0);
    await expect(panel.locator('.found')).not.toContainText('订单还没发货');
  });
});

test('what is not known for certain is no part of a context', () => {
  const row = { explained: true, explained_append: true };
  expect(contextOf({})).toBeUndefined();
  expect(contextOf({ row })).toBeUndefined();
  expect(contextOf({ row, explains: 'review' })).toEqual({ explained: true });
  expect(contextOf({ row, explains: 'append' })).toEqual({ explained_append: true });
  expect(contextOf({ row: {}, explains: 'review' })).toBeUndefined();
  expect(contextOf({ at: Date.parse('2026-11-22T00:30:00+08:00') })).toEqual({ hour: 0 });
  expect(contextOf({ at: Date.parse('2026-11-22T15:59:59Z'), log: { contacts: 2 } })).toEqual({
    contacts: 2,
    hour: 23,
  });
});
