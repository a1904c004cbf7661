// Notes in the side panel's page: kept with every keystroke, saved once, honest about where they are.
import type { Page } from '@playwright/test';
import { caseOf } from './harness/case.mjs';
import type { Extension } from './harness/extension.mjs';
import { expect, test } from './harness/fixtures';
import { settled } from './harness/sight';

/** Opens the panel's page on the case of an order that the list has shown. */
async function openCase(extension: Extension, order: string): Promise<Page> {
  const panel = await extension.view('panel');
  await panel.getByRole('searchbox').fill(order);
  const line = panel.locator('button.line');
  await expect(line).toHaveCount(1);
  await line.click();
  return panel;
}

test.beforeEach(async ({ desk, site }) => {
  const page = await desk.list();
  await settled(page, site.rows());
  await expect.poll(async () => (await desk.extension.ask('todo')).items.length).toBeGreaterThan(5);
});

const first = (site: { rows(): { order: string; item: string }[] }) => {
  const row = site.rows()[0];
  if (!row) throw new Error('no rows');
  return row as Parameters<typeof caseOf>[0];
};

test('a half-written note is there again after a reload, a dead worker and a restart', async ({ desk, site }) => {
  const row = first(site);
  const label = await desk.extension.text('note_label');
  let panel = await openCase(desk.extension, row.order);
  await panel.getByRole('textbox', { name: label }).pressSequentially('买家说');
  await desk.extension.kill();
  await panel.getByRole('textbox', { name: label }).pressSequentially('周末在家');
  await expect(panel.getByText(await desk.extension.text('draft_saved'))).toBeVisible();
  const key = `note:${caseOf(row)}`;
  await expect.poll(async () => (await desk.extension.ask('draft.get', { key })).text).toBe('买家说周末在家');
  await panel.close();
  panel = await openCase(desk.extension, row.order);
  await expect(panel.getByRole('textbox', { name: label })).toHaveValue('买家说周末在家');
  await desk.restart();
  panel = await openCase(desk.extension, row.order);
  await expect(panel.getByRole('textbox', { name: label })).toHaveValue('买家说周末在家');
});

test('without a team a note is 已保存, and no draft is left', async ({ desk, site }) => {
  const row = first(site);
  const panel = await openCase(desk.extension, row.order);
  await panel.getByRole('textbox', { name: await desk.extension.text('note_label') }).fill('电话未接，晚点再打');
  await panel.keyboard.press('Control+Enter');
  const note = panel.locator('.note', { hasText: '电话未接' });
  await expect(note.getByText(await desk.extension.text('note_saved'))).toBeVisible();
  expect((await desk.extension.ask('draft.get', { key: `note:${caseOf(row)}` })).text).toBe('');
});

test('with a team it goes from 失败 to 已同步 when the backend comes back', async ({ desk, joined, server, site }) => {
  desk.allow(/ERR_CONNECTION_REFUSED|Failed to load resource/);
  const row = first(site);
  await server.stop();
  const panel = await openCase(desk.extension, row.order);
  await panel.getByRole('textbox', { name: await desk.extension.text('note_label') }).fill('后台断了也不丢');
  await panel.keyboard.press('Control+Enter');
  const note = panel.locator('.note', { hasText: '后台断了也不丢' });
  const failed = note.getByRole('button', { name: await desk.extension.text('note_failed') });
  await expect(failed).toBeVisible();
  await server.start();
  await failed.click();
  await expect(note.getByText(await desk.extension.text('note_synced'))).toBeVisible();
  expect((await joined.events()).filter((e) => e.kind === 'note')).toHaveLength(1);
});

test('an edited note keeps its first text, a deleted one is gone from the page and not from the log', async ({
  desk,
  joined,
  site,
}) => {
  const row = first(site);
  const say = (key: string) => desk.extension.text(key);
  const panel = await openCase(desk.extension, row.order);
  await panel.getByRole('textbox', { name: await say('note_label') }).fill('答应补发');
  await panel.keyboard.press('Control+Enter');
  const notes = panel.locator('.note');
  await expect(notes).toHaveCount(1);
  await notes.getByRole('button', { name: await say('edit') }).click();
  await notes.getByRole('textbox').fill('答应补发，运费我们出');
  await panel.keyboard.press('Control+Enter');
  await expect(notes.getByText('答应补发，运费我们出').first()).toBeVisible();
  await notes.locator('summary').click();
  await expect(notes.locator('ol').getByText('答应补发', { exact: true })).toBeVisible();
  await notes.getByRole('button', { name: await say('delete') }).click();
  await notes
    .locator('.confirm')
    .getByRole('button', { name: await say('delete') })
    .click();
  await expect(notes).toHaveCount(0);
  await expect
    .poll(async () => (await joined.events()).map((e) => e.kind).filter((k) => k.startsWith('note')))
    .toEqual(['note', 'note_edit', 'note_delete']);
});

test('what is typed the moment a box appears is neither lost nor undone', async ({ desk, site }) => {
  const say = (key: string) => desk.extension.text(key);
  const panel = await openCase(desk.extension, first(site).order);
  await panel.getByRole('textbox', { name: await say('note_label') }).fill('答应补发');
  await panel.keyboard.press('Control+Enter');
  await expect(panel.locator('.note')).toHaveCount(1);
  await panel.evaluate(() => {
    const observer = new MutationObserver(() => {
      const box = document.querySelector<HTMLTextAreaElement>('.note textarea');
      if (!box) return;
      observer.disconnect();
      box.value = '手快也不丢';
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  const note = panel.locator('.note');
  await note.getByRole('button', { name: await say('edit') }).click();
  await expect(note.getByText(await say('draft_saved'))).toBeVisible();
  await expect(note.getByRole('textbox')).toHaveValue('手快也不丢');
});

test('a telephone number in a note is masked before it is stored or sent', async ({ desk, joined, site }) => {
  const row = first(site);
  const panel = await openCase(desk.extension, row.order);
  await panel
    .getByRole('textbox', { name: await desk.extension.text('note_label') })
    .fill('买家电话13812345678，晚上打');
  await panel.keyboard.press('Control+Enter');
  await expect(panel.locator('.note')).toHaveCount(1);
  await expect.poll(async () => (await joined.events()).filter((e) => e.kind === 'note').length).toBe(1);
  expect(JSON.stringify(await joined.events())).not.toContain('13812345678');
  await expect(panel.locator('.note')).not.toContainText('13812345678');
});
