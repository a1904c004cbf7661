// Orders and refunds beside reviews: a clock is the same on the page, in the panel and on the board, and
// an order can have several after-sale requests, each a case.
import type { Page } from '@playwright/test';
import type { State, TodoItem, Window } from '../engine';
import type { Desk } from './harness/desk';
import { expect, test } from './harness/fixtures';
import { open, type Sample, samplesOf, setClock } from './harness/samples.mjs';
import { ulid } from './harness/team.mjs';

const sampleOf = (site: string, name: string): Sample => {
  const sample = samplesOf(site).find((one) => one.name === name);
  if (!sample) throw new Error(`${site} has no sample ${name}`);
  return sample;
};

/** Badges by case, as the sample says they are. */
const wanted = (sample: Sample) =>
  Object.fromEntries(Object.values(sample.rows).flatMap(({ case: id, badge }) => (id && badge ? [[id, badge]] : [])));

/** Badges by case, as the panel has them. */
async function listed(desk: Desk) {
  const items: TodoItem[] = (await desk.extension.ask('todo', { limit: 0 })).items;
  return Object.fromEntries(
    items.flatMap(({ case: id, badge }) =>
      badge ? [[id, { kind: badge.kind, state: badge.state, basis: badge.basis, closes: badge.closes }]] : [],
    ),
  );
}

async function show(desk: Desk, site: Parameters<typeof open>[1], sample: Sample): Promise<Page> {
  await desk.extension.ask('page.set', { id: sample.site, on: true });
  await setClock(desk.extension, sample.now);
  return open(desk.context, site, sample);
}

test('an order about to be late is in the panel and on the board with the badge the page shows', async ({
  desk,
  team,
  site,
}) => {
  const sample = sampleOf('taobao-sold', 'states');
  await show(desk, site, sample);
  await expect.poll(() => listed(desk)).toEqual(wanted(sample));
  const [{ case: id }] = (await desk.extension.ask('todo', { limit: 1 })).items;
  const windows: Window[] = (await desk.extension.ask('case', { case: id })).windows;
  expect(windows[0]?.cost).toBeGreaterThan(0);

  const panel = await desk.extension.view('panel');
  await panel.locator('button.line').first().click();
  await expect(panel.locator('.windows')).toContainText(await desk.extension.text('kind_ship'));
  await expect(panel.locator('.windows')).toContainText(
    await desk.extension.text('window_cost', windows[0]?.cost?.toFixed(2) ?? ''),
  );

  // Which kind of the product it is, as the order names it, and found by it.
  await panel.getByRole('button', { name: await desk.extension.text('back') }).click();
  await panel.getByRole('searchbox').fill('示例色');
  await expect(panel.locator('button.line')).toHaveCount(1);
  await panel.locator('button.line').click();
  await expect(panel.getByText(await desk.extension.text('case_sku', '示例色 500ml'))).toBeVisible();

  // A team's server tells the time as well, which is not the sample's: that comes last.
  await desk.extension.ask('join', { origin: team.origin, code: await team.invite(), name: '小陈' });
  await desk.extension.ask('sync.now');
  const told = await team.call('GET', `/v1/cases/${encodeURIComponent(id)}`);
  expect(told.windows.map(({ kind, closes, cost }: Window) => ({ kind, closes, cost }))).toEqual(
    windows.map(({ kind, closes, cost }) => ({ kind, closes, cost })),
  );
});

test('what a colleague saw to be sent is let go where it was seen shipped later', async ({ desk, team, site }) => {
  const sample = sampleOf('taobao-sold', 'screen');
  const id = sample.rows['to-ship']?.case ?? '';
  const html = sample.html.replace('等待卖家发货', '卖家已发货');
  await show(desk, site, { ...sample, html });
  await expect.poll(async () => (await desk.extension.stored('seen')).includes(id)).toBe(true);
  await desk.extension.ask('join', { origin: team.origin, code: await team.invite(), name: '小陈' });
  const [, order = '', item = ''] = id.split(':');
  const page = { kind: 'orders', now: '2026-07-19T20:00:00+08:00', paid_at: '2026-07-19T09:01:00+08:00' };
  const at = page.now;
  const body = { platform: 'taobao', order, item, product: '杯子', buyer: '王**', text: '', page };
  await team.call('POST', '/v1/events', { events: [{ id: ulid(), case: id, kind: 'review', at, body }] });
  await desk.extension.ask('sync.now');
  const waits = async () => {
    const { state } = (await desk.extension.ask('case', { case: id })) as { state: State | null };
    return state?.pages?.map((one) => [one.now > at, Boolean(one.paid_at && !one.shipped_at)]);
  };
  await expect.poll(waits).toEqual([[true, false]]);
  await expect.poll(async () => (await team.events()).filter((event) => event.case === id).length).toBe(2);
});

test('open refunds are cases with the clock of their step', async ({ desk, site }) => {
  const sample = sampleOf('taobao-refunds', 'states');
  await show(desk, site, sample);
  await expect.poll(() => listed(desk)).toEqual(wanted(sample));
});

test('an order has two requests of its own; the steps one clicks move the clock, and one can be taken back', async ({
  desk,
}) => {
  const say = (key: string, ...values: string[]) => desk.extension.text(key, ...values);
  const order = '5122653267155400001';
  const panel = await desk.extension.view('panel');
  await panel.setViewportSize({ width: 320, height: 900 });
  const add = async (number: string, text: string) => {
    await panel.getByLabel(await say('request_number'), { exact: true }).fill(number);
    await panel.getByLabel(await say('request_product'), { exact: true }).fill('电热水壶');
    await panel.getByLabel(await say('request_text'), { exact: true }).fill(text);
    await panel.getByRole('button', { name: await say('request_save') }).click();
    await expect(panel.getByText(await say('case_request_number', number)).first()).toBeVisible();
  };
  await panel.getByRole('searchbox').fill(order);
  await add('9001', '壶盖有裂,要换一个');
  await expect(panel.locator('.windows')).toContainText(await say('kind_refund_shipped'));
  await panel.getByRole('button', { name: await say('request_new') }).click();
  await expect(panel.getByLabel(await say('request_order'), { exact: true })).toHaveValue(order);
  await add('9002', '少发了滤网');
  const sibling = panel.getByRole('button', { name: await say('case_request_number', '9001') });
  await sibling.click();
  await expect(panel.locator('.review')).toContainText('壶盖有裂');
  expect(await panel.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  await panel.getByRole('button', { name: await say('step_agreed') }).click();
  await expect(panel.locator('.windows')).toContainText(await say('kind_refund_return'));
  await panel.getByRole('button', { name: await say('step_undo') }).click();
  await expect(panel.locator('.windows')).not.toContainText(await say('kind_refund_return'));
  await panel.getByRole('button', { name: await say('step_ended') }).click();
  await expect(panel.locator('.steps')).toContainText(await say('step_ended'));
  const { items } = await desk.extension.ask('todo');
  expect(items.map((item: TodoItem) => item.case)).toEqual([`taobao:${order}:#9002`]);
  const { state } = (await desk.extension.ask('case', { case: `taobao:${order}:#9001` })) as { state: State };
  expect(state.pages?.[0]?.refund_agreed_at).toBeUndefined();
});
