// Scripts of the agent's own in the side panel: kept, proposed to the team, expired, deleted.
import { objections } from './harness/axe';
import { expect, test } from './harness/fixtures';

test('in the panel a script is kept, changed, proposed and approved, expires and is deleted', async ({
  desk,
  joined,
}) => {
  const say = (key: string, ...values: string[]) => desk.extension.text(key, ...values);
  const panel = await desk.extension.view('panel');
  await panel.getByRole('button', { name: await say('composer_title') }).click();
  await panel.getByRole('textbox', { name: await say('composer_title') }).fill('您好，我来帮您看。');
  await panel.getByRole('button', { name: await say('own_keep') }).click();
  await expect(panel.getByRole('textbox', { name: await say('own_title'), exact: true })).toBeFocused();
  await panel.keyboard.type('开场');
  await panel.keyboard.press('Enter');
  await expect(panel.getByText(await say('own_saved'))).toBeVisible();

  await panel.getByRole('button', { name: await say('own_mine'), exact: true }).click();
  await panel.getByRole('button', { name: await say('own_edit'), exact: true }).click();
  expect(await objections(panel)).toEqual([]);
  await panel.getByLabel(await say('own_text')).fill('您好，〔客服名〕来帮您看。');
  await panel.getByRole('button', { name: await say('own_save'), exact: true }).click();
  await expect(panel.getByRole('button', { name: /^开场/ })).toContainText('〔客服名〕');

  await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const box = panel.getByRole('textbox', { name: await say('composer_title') });
  await box.fill('');
  await panel.getByRole('button', { name: /开场/ }).click();
  await expect(box).toHaveValue('您好，〔客服名〕来帮您看。');
  await panel.keyboard.type('小陈');
  await box.press('Control+Enter');
  await expect(panel.getByText(await say('composer_copied'))).toBeVisible();
  expect(await panel.evaluate(() => navigator.clipboard.readText())).toBe('您好，小陈来帮您看。');
  await expect.poll(async () => (await desk.extension.ask('own')).scripts[0]).toMatchObject({ used: 1, edited: 0 });

  await panel.getByRole('button', { name: await say('own_propose'), exact: true }).click();
  await panel.getByLabel(await say('own_why')).fill('开头常用');
  expect(await objections(panel)).toEqual([]);
  await panel.keyboard.press('Enter');
  await expect(panel.getByText(await say('own_proposed_now'))).toBeVisible();
  const [proposal] = await joined.call('GET', '/v1/proposals');
  expect(proposal).toMatchObject({
    why: '开头常用',
    name: '小陈',
    item: { title: '开场', text: '您好，{{agent}}来帮您看。' },
  });
  await joined.call('POST', `/v1/proposals/${proposal.id}`, { decision: 'approved', answer: '' });
  await desk.extension.ask('sync.now');
  await expect
    .poll(async () =>
      (await desk.extension.ask('scripts', { text: '开场' })).hits.map((hit: { from: string }) => hit.from),
    )
    .toContain('team');
  // What the team has taken is no longer one's own.
  await expect.poll(async () => (await desk.extension.ask('own')).scripts).toEqual([]);

  await desk.extension.ask('own.put', { title: '大促说明', text: '大促期间发货会慢一天。', expires: '2026-01-01' });
  await expect(panel.getByRole('button', { name: /大促说明/ })).toBeDisabled();
  expect((await desk.extension.ask('scripts', { text: '大促说明' })).hits).toEqual([]);
  await panel
    .getByRole('button', { name: await say('delete'), exact: true })
    .first()
    .click();
  await panel.getByRole('button', { name: await say('own_drop_sure') }).click();
  await expect(panel.getByRole('button', { name: /大促说明/ })).toHaveCount(0);
});
