// Cases between colleagues: given by name, handed over with a word on where they stand.
import type { State, TodoItem } from '../engine';
import { expect, test } from './harness/fixtures';
import { Team } from './harness/team.mjs';

const CASES = ['taobao:5122653267155500001:11', 'taobao:5122653267155500002:12'];

test('a case is given to a colleague, handed over with a note, and everyone is called by name', async ({
  desk,
  joined,
}) => {
  const say = (key: string, ...values: string[]) => desk.extension.text(key, ...values);
  const code = await joined.invite();
  const wang = await new Team(joined, '').call('POST', '/v1/join', { code, name: '小王' });
  for (const id of CASES) {
    const [, order, item] = id.split(':');
    const body = {
      platform: 'taobao',
      order,
      item,
      product: `水杯${item}`,
      buyer: 't**1',
      text: '漏水',
      rating: 'bad',
    };
    await desk.extension.ask('record', {
      case: id,
      kind: 'review',
      body: { ...body, rated_at: '2026-11-20T10:00:00+08:00' },
    });
  }
  await desk.extension.ask('sync.now');
  const state = async (id = CASES[0]) => (await desk.extension.ask('case', { case: id })).state as State;
  const assignee = async (id?: string) => (await state(id)).fields.assignee?.value;

  const panel = await desk.extension.view('panel');
  await panel.locator('button.line', { hasText: '水杯11' }).click();
  const choice = panel.getByLabel(await say('field_assignee'));
  await choice.selectOption({ label: '小王' });
  await expect.poll(() => assignee()).toBe(wang.member);
  await panel.getByRole('button', { name: await say('assignee_take') }).click();
  await expect(choice).toHaveValue(/./);

  await panel.getByRole('button', { name: await say('hand_over') }).click();
  await panel.getByLabel(await say('hand_over_to')).selectOption({ label: '小王' });
  await panel.getByRole('textbox', { name: await say('hand_over_label') }).fill('已致歉,等仓库回话');
  await panel.keyboard.press('Control+Enter');
  await expect.poll(() => assignee()).toBe(wang.member);
  expect((await state()).notes[0]?.text).toBe(await say('hand_over_note_to', '小王', '已致歉,等仓库回话'));
  await expect(panel.locator('.timeline')).toContainText('小王');

  await panel.getByRole('button', { name: await say('back') }).click();
  await panel.getByRole('button', { name: await say('bulk_start') }).click();
  for (const box of await panel.locator('.pickable input').all()) await box.check();
  await panel.getByLabel(await say('bulk_assign')).selectOption({ label: await say('who_me') });
  await expect.poll(() => assignee(CASES[1])).not.toBe('');
  const mine = async () => (await desk.extension.ask('todo')).items.map((item: TodoItem) => item.assignee);
  await expect.poll(async () => new Set(await mine()).size).toBe(1);
  await expect(panel.locator('.count', { hasText: await say('todo_mine') })).toContainText('2');

  await joined.call('DELETE', `/v1/members/${wang.member}`);
  await desk.extension.ask('sync.now');
  await panel.getByRole('button', { name: await say('bulk_end') }).click();
  await panel.locator('button.line', { hasText: '水杯11' }).click();
  await expect(choice.locator('option', { hasText: '小王' })).toHaveCount(0);
  await expect(panel.locator('.timeline')).toContainText(await say('who_gone', '小王'));
});
