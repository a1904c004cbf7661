// The case page: what the trade records, each saved as it is made and there again after a reload.
import type { Page } from '@playwright/test';
import type { State, TodoItem } from '../engine';
import { caseOf } from './harness/case.mjs';
import { expect, test } from './harness/fixtures';
import { badges, ours } from './harness/page.mjs';
import { rowOf } from './harness/reply.mjs';
import { settled } from './harness/sight';

test.beforeEach(async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  await expect.poll(async () => (await desk.extension.ask('todo')).items.length).toBeGreaterThan(5);
});

async function open(panel: Page, order: string): Promise<void> {
  await panel.getByRole('searchbox').fill(order);
  await expect(panel.locator('button.line')).toHaveCount(1);
  await panel.locator('button.line').click();
  await expect(panel.locator('article.case')).toBeVisible();
}

test('reasons, buyer type, next step and outcome are kept as fields of the case', async ({ desk, site }) => {
  const say = (key: string) => desk.extension.text(key);
  const row = site.rows()[0];
  if (!row) throw new Error('no rows');
  const panel = await desk.extension.view('panel');
  await open(panel, row.order);
  const reason = (key: string) => panel.locator('.reasons label', { hasText: key }).getByRole('checkbox');
  await reason(await say('reason_logistics')).check();
  await reason(await say('reason_packing')).check();
  await panel.getByLabel(await say('field_buyer_type')).selectOption('挑剔');
  await expect(panel.getByText(await say('advice_picky'))).toBeVisible();
  await panel.getByLabel(await say('field_next_step'), { exact: true }).fill('周三催快递');
  await panel.keyboard.press('Enter');
  await panel.getByLabel(await say('field_next_at'), { exact: true }).fill('2030-01-02T10:30');
  await panel.getByLabel(await say('field_outcome'), { exact: true }).fill('补发了一件');
  await panel.keyboard.press('Tab');
  const value = async () => {
    const state = (await desk.extension.ask('case', { case: caseOf(row) })).state as State;
    return Object.fromEntries(Object.entries(state.fields).map(([name, field]) => [name, field.value]));
  };
  await expect.poll(value).toMatchObject({
    reasons: ['物流', '包装'],
    buyer_type: '挑剔',
    next_step: '周三催快递',
    next_at: '2030-01-02T10:30:00+08:00',
    outcome: '补发了一件',
  });
  await panel.reload();
  await open(panel, row.order);
  await expect(reason(await say('reason_packing'))).toBeChecked();
  await expect(panel.getByLabel(await say('field_next_at'), { exact: true })).toHaveValue('2030-01-02T10:30');
});

for (const basis of ['computed', 'platform'] as const)
  test(`a ${basis} window's time left is said alike by badge, card and case page`, async ({ desk, site }) => {
    const list = await desk.list();
    await settled(list, site.rows());
    const shown = await badges(list);
    const row = site.rows().find((row, _, rows) => {
      if (rows.some((other) => other !== row && other.order === row.order)) return false;
      const badge = shown.find((badge) => badge.case === caseOf(row));
      // One that tells minutes could tell another one before the case page is open.
      return badge?.basis === basis && badge.state !== 'over' && !badge.label.includes('分钟，');
    });
    if (!row) throw new Error(`no live ${basis} badge`);
    const badge = rowOf(list, row).locator('[data-pingban="badge"]');
    const label = (await badge.getAttribute('aria-label')) ?? '';
    const left = /还剩([^，]+)，/.exec(label)?.[1] ?? 'a span of time';
    const said = await desk.extension.text('window_left', left);
    await badge.hover();
    await expect.poll(async () => (await ours(list)).overlay ?? '').toContain(` ${said} `);

    const panel = await desk.extension.view('panel');
    await open(panel, row.order);
    await expect(panel.locator('article.case .badge').first()).toContainText(left);
    await expect(panel.locator('.windows .state').filter({ hasText: said }).first()).toHaveText(said);
  });

test('a compensation tied to the review is warned of before it is recorded, and after', async ({ desk, site }) => {
  const say = (key: string) => desk.extension.text(key);
  const row = site.rows()[0];
  if (!row) throw new Error('no rows');
  const panel = await desk.extension.view('panel');
  await open(panel, row.order);
  await panel.getByLabel(await say('compensation_amount')).fill('12.50');
  await panel.getByLabel(await say('compensation_why')).fill('外壳开裂');
  await panel.getByRole('button', { name: await say('compensation_save'), exact: true }).click();
  await expect(panel.locator('.ledger')).toContainText('12.50');
  await expect(panel.locator('.ledger .bad')).toHaveCount(0);
  await panel.getByLabel(await say('compensation_amount')).fill('5');
  await panel.getByLabel(await say('compensation_why')).fill('亲把差评改成好评就返5元');
  await panel.getByRole('button', { name: await say('compensation_save'), exact: true }).click();
  const anyway = panel.getByRole('button', { name: await say('contact_anyway') });
  await expect(anyway).toBeVisible();
  await anyway.click();
  await expect(panel.locator('.ledger .bad')).toHaveText(await say('compensation_linked'));
});

test('a complaint file keeps type, evidence and what is still missing', async ({ desk, site }) => {
  const say = (key: string) => desk.extension.text(key);
  const row = site.rows()[0];
  if (!row) throw new Error('no rows');
  const panel = await desk.extension.view('panel');
  await open(panel, row.order);
  await panel.locator('.complaint summary').click();
  await panel.getByLabel(await say('complaint_type')).selectOption('买家胁迫');
  await panel.getByRole('checkbox', { name: await say('evidence_words') }).check();
  await expect(panel.locator('.complaint')).toContainText(await say('evidence_chat'));
  await panel.getByRole('button', { name: await say('complaint_save') }).click();
  await expect(panel.locator('.filed')).toContainText('买家胁迫');
  await expect(panel.locator('.filed')).toContainText('对方原话');
});

test('cases picked together change together, and one click takes it back', async ({ desk }) => {
  const say = (key: string) => desk.extension.text(key);
  const panel = await desk.extension.view('panel');
  const before: TodoItem[] = (await desk.extension.ask('todo')).items.slice(0, 2);
  await panel.getByRole('button', { name: await say('bulk_start') }).click();
  await panel.locator('.pickable input').nth(0).check();
  await panel.locator('.pickable input').nth(1).check();
  await panel.getByLabel(await say('bulk_status')).selectOption('待买家');
  const statuses = async () => {
    const items: TodoItem[] = (await desk.extension.ask('todo')).items;
    return before.map(({ case: id }) => items.find((item) => item.case === id)?.status);
  };
  await expect.poll(statuses).toEqual(['待买家', '待买家']);
  await panel.getByRole('button', { name: await say('bulk_undo') }).click();
  await expect.poll(statuses).toEqual(before.map((item) => item.status));
});

test('cases picked together are given to a colleague and put off until tomorrow at ten', async ({ desk, joined }) => {
  const say = (key: string) => desk.extension.text(key);
  const colleague = await joined.call('POST', '/v1/join', { code: await joined.invite(), name: '小李' });
  await desk.extension.ask('sync.now');
  const panel = await desk.extension.view('panel');
  const two: string[] = (await desk.extension.ask('todo')).items.slice(0, 2).map((item: TodoItem) => item.case);
  await panel.getByRole('button', { name: await say('bulk_start') }).click();
  for (const id of two)
    await panel
      .getByRole('listitem')
      .filter({ has: panel.locator(`[data-case="${id}"]`) })
      .getByRole('checkbox')
      .check();
  await panel.getByLabel(await say('bulk_assign')).selectOption('小李');
  const lines = async () => {
    const items: TodoItem[] = (await desk.extension.ask('todo')).items;
    return two.map((id) => items.find((item) => item.case === id));
  };
  await expect
    .poll(async () => (await lines()).map((item) => item?.assignee))
    .toEqual([colleague.member, colleague.member]);
  await panel.getByRole('button', { name: await say('bulk_later') }).click();
  const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
  const at = `${tomorrow}T10:00:00+08:00`;
  await expect.poll(async () => (await lines()).map((item) => item?.next_at)).toEqual([at, at]);
});

test('changes made faster than they show rest on one another, and nobody is said to have been overruled', async ({
  desk,
  site,
}) => {
  const row = site.rows()[0];
  if (!row) throw new Error('no rows');
  const panel = await desk.extension.view('panel');
  await open(panel, row.order);
  const status = panel.locator('label.field', { hasText: await desk.extension.text('field_status') }).locator('select');
  await status.evaluate((el: HTMLSelectElement) => {
    for (const value of ['已联系', '待买家', '已解决']) {
      el.value = value;
      el.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
  const field = async () => ((await desk.extension.ask('case', { case: caseOf(row) })).state as State).fields.status;
  await expect.poll(async () => (await field())?.value).toBe('已解决');
  expect((await field())?.replaced).toBeUndefined();
});
