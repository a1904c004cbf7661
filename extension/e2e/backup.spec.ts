// One device's data into a file and into another: checked, merged, nothing twice and nothing lost.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { State } from '../engine';
import type { Desk } from './harness/desk';
import { expect, test } from './harness/fixtures';
import { BRIBE } from './harness/reply.mjs';

const CASE = 'taobao:5122653267155600001:11';

async function exportFile(desk: Desk, options: Page): Promise<string> {
  const saving = options.waitForEvent('download');
  await options.getByRole('button', { name: await desk.extension.text('backup_export') }).click();
  return readFileSync(await (await saving).path(), 'utf8');
}

const choose = (options: Page, text: string) =>
  options
    .locator('input[type=file]')
    .setInputFiles({ name: '评伴-2026-11-25.json', mimeType: 'application/json', buffer: Buffer.from(text) });

test('records, drafts and settings survive the loss of everything', async ({ desk }) => {
  const say = (key: string, ...values: string[]) => desk.extension.text(key, ...values);
  await desk.extension.ask('record', { case: CASE, kind: 'note', body: { text: '答应补发滤网' } });
  await desk.extension.ask('record', { case: CASE, kind: 'field', body: { name: 'status', value: '待买家' } });
  await desk.extension.ask('draft.put', { key: `note:${CASE}`, text: '写了一半' });
  await desk.extension.ask('settings', { shop: '晨屿旗舰店', quietFrom: 22 });
  await desk.extension.ask('own.put', { title: '今晚重发', text: '您好，订单〔订单号〕今晚重发。' });
  let options = await desk.extension.view('options');
  const text = await exportFile(desk, options);
  expect(text).not.toContain('token');
  await options.close();

  await desk.reinstall();
  options = await desk.extension.view('options');
  await desk.extension.ask('draft.put', { key: `note:${CASE}`, text: '这里也写了' });
  await desk.extension.ask('settings', { agent: '小陈', quietFrom: 20 });
  const file = JSON.parse(text);
  file.events.push({ ...file.events[0], id: '01HZZZZZZZZZZZZZZZZZZZZZZA', body: { text: '电话13812345678' } });
  file.events.push({ ...file.events[0], id: '01HZZZZZZZZZZZZZZZZZZZZZZB', kind: 'oops' });
  file.own.push({
    script: { ...file.own[0].script, id: 'my-01hzzzzzzzzzzzzzzzzzzzzzzz', text: BRIBE },
    proposed: '',
  });
  await choose(options, JSON.stringify(file));
  await expect(options.getByText(await say('backup_plan', '3', '0', '1'))).toBeVisible();
  await expect(options.getByText(await say('backup_plan_masked', '1'))).toBeVisible();
  await expect(options.getByText(await say('backup_plan_scripts', '1'))).toBeVisible();
  await expect(options.locator('.confirm .bad')).toContainText('2');
  expect((await desk.extension.ask('case', { case: CASE })).state, 'looking changes nothing').toBeNull();

  await options.getByRole('button', { name: await say('backup_merge') }).click();
  await expect(options.getByText(await say('backup_done', '3', '1'))).toBeVisible();
  const state = (await desk.extension.ask('case', { case: CASE })).state as State;
  expect(state.notes.map((note) => note.text)).toEqual(['答应补发滤网', '电话138****5678']);
  expect(state.fields.status?.value).toBe('待买家');
  expect((await desk.extension.ask('draft.get', { key: `note:${CASE}` })).text).toBe('这里也写了\n写了一半');
  expect(await desk.extension.ask('settings')).toMatchObject({ shop: '晨屿旗舰店', agent: '小陈', quietFrom: 20 });

  expect((await desk.extension.ask('own')).scripts).toMatchObject([
    { script: { text: '您好，订单{{order}}今晚重发。' } },
  ]);
  expect((await desk.extension.ask('scripts', { text: '今晚重发' })).hits[0].from).toBe('own');

  await choose(options, text);
  await expect(options.getByText(await say('backup_nothing'))).toBeVisible();
  for (const [wrong, key] of [
    ['{"orders":[]}', 'backup_fault_format'],
    ['not a file', 'backup_fault_format'],
    [text.replace('"version": 1', '"version": 9'), 'backup_fault_version'],
  ] as const) {
    await choose(options, wrong);
    await expect(options.getByText(await say(key))).toBeVisible();
  }
});
