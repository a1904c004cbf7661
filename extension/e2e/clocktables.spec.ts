// The lead changes how long a window lasts: looked at first, checked, and then the same on an agent's
// device and on the board.
import type { Window } from '../engine';
import { signIn } from './harness/board.mjs';
import { expect, test } from './harness/fixtures';

const ID = 'taobao:5122653267155700001:11';

test('a window the lead shortens is shorter on every screen, and can be taken back', async ({ desk, joined }) => {
  const paid = new Date(Date.now() - 10 * 3_600_000 + 8 * 3_600_000).toISOString().slice(0, 19);
  const [, order, item] = ID.split(':');
  await desk.extension.ask('record', {
    case: ID,
    kind: 'review',
    body: {
      platform: 'taobao',
      order,
      item,
      product: '水杯',
      buyer: 't**1',
      text: '',
      page: { kind: 'orders', now: `${paid}+08:00`, paid_at: `${paid}+08:00`, amount: 200 },
    },
  });
  await desk.extension.ask('sync.now');
  const hours = (windows: Window[]) => {
    const ship = windows.find((window) => window.kind === 'ship');
    return (Date.parse(ship?.closes ?? '') - Date.parse(`${paid}+08:00`)) / 3_600_000;
  };
  const everywhere = async () => {
    await desk.extension.ask('sync.now');
    return [
      hours((await desk.extension.ask('case', { case: ID })).windows),
      hours((await joined.call('GET', `/v1/cases/${encodeURIComponent(ID)}`)).windows),
    ];
  };
  expect(await everywhere()).toEqual([48, 48]);

  const board = await signIn(desk.context, joined);
  await board.goto(`${joined.origin}/?view=packs`);
  const form = board.getByRole('form', { name: '改一个时限' });
  const said = form.getByRole('status');
  await board.getByLabel('哪一个').selectOption('taobao.ship');
  await form.getByLabel('再加小时').fill('0');
  await form.getByRole('button', { name: '检查并保存' }).click();
  await expect(said).toContainText('没有保存');
  await form.getByLabel('再加小时').fill('24');
  await form.getByLabel('依据', { exact: true }).fill('平台公告');
  await form.getByRole('button', { name: '看看会变什么' }).click();
  await expect(said).toContainText('淘宝 发货：如果现在开始');
  expect(await everywhere(), 'looking changes nothing').toEqual([48, 48]);
  await form.getByRole('button', { name: '检查并保存' }).click();
  await expect(board.locator('.clocks li')).toHaveText('淘宝 发货：24 小时（原来 48 小时）');
  await expect.poll(everywhere).toEqual([24, 24]);
  const line = (await joined.call('GET', '/v1/cases')).cases.find((one: { case: string }) => one.case === ID);
  expect(line.badge.closes).toBe((await desk.extension.ask('case', { case: ID })).badge.closes);

  await board.getByRole('button', { name: /恢复原来的/ }).click();
  await expect(board.locator('.clocks li')).toHaveCount(0);
  await expect.poll(everywhere).toEqual([48, 48]);
});
