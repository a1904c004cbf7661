// A newer version: a quiet word that it is out, and after it came another with what is new; drafts stay.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DIST, freshProfile, launch } from './harness/browser.mjs';
import { Extension } from './harness/extension.mjs';
import { expect, test } from './harness/fixtures';

const OLD = '0.0.9';

function setVersion(dist: string, version: string): void {
  const file = path.join(dist, 'manifest.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), version }));
}

test('a newer version is announced once, and after the update it says what is new, drafts kept', async ({
  site,
  team,
}) => {
  const { version } = JSON.parse(readFileSync(path.join(DIST, 'manifest.json'), 'utf8'));
  const dist = mkdtempSync(path.join(os.tmpdir(), 'pingban-dist-'));
  cpSync(DIST, dist, { recursive: true });
  setVersion(dist, OLD);
  const profile = freshProfile();
  let context = await launch({ switches: site.switches, profile, dist });
  try {
    let extension = await Extension.in(context);
    const say = (key: string, ...values: string[]) => extension.text(key, ...values);
    await extension.ask('draft.put', { key: 'composer', text: '写了一半' });
    await extension.ask('join', { origin: team.origin, code: await team.invite(), name: '小陈' });
    const popup = await extension.view('popup');
    const word = popup.getByText(await say('newer_title', version, OLD));
    await expect(word).toBeVisible();
    await expect(popup.locator('.version li').first()).toBeVisible();
    await popup.getByRole('button', { name: await say('newer_later') }).click();
    await expect(word).toHaveCount(0);
    await extension.ask('sync.now');
    expect((await extension.ask('status')).newest).toBeNull();

    await context.close();
    setVersion(dist, version);
    context = await launch({ switches: site.switches, profile, dist });
    extension = await Extension.in(context);
    const panel = await extension.view('panel');
    const news = panel.getByText(await say('updated_title', version));
    await expect(news).toBeVisible();
    await panel.getByRole('button', { name: await say('composer_title') }).click();
    await expect(panel.getByRole('textbox').first()).toHaveValue('写了一半');
    await panel.getByRole('button', { name: await say('updated_ok') }).click();
    await expect(news).toHaveCount(0);
    await panel.reload();
    await expect(panel.locator('.tabs')).toBeVisible();
    await expect(news).toHaveCount(0);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
    rmSync(dist, { recursive: true, force: true });
  }
});

test('a database of the version before is taken over with all that is in it', async ({ desk }) => {
  const { extension } = desk;
  await extension.ask('draft.put', { key: 'composer', text: '写了一半' });
  const tab = await extension.view('options');
  const version = () =>
    tab.evaluate(async () => (await indexedDB.databases()).find((db) => db.name === 'pingban')?.version);
  const now = (await version()) ?? 0;
  expect(now).toBeGreaterThan(1);
  // As the first version laid it out: no index of what ripens, a record for each event of the log.
  const log = Array.from({ length: 501 }, (_, i) => ({
    id: `01K${String(i).padStart(23, '0')}`,
    case: 'taobao:1:2',
    kind: 'note',
    at: '2026-11-20T10:00:00+08:00',
    body: { text: `第${i}条` },
    actor: 'm',
    seq: 2 * i + 1,
  }));
  await tab.evaluate(async (events) => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    await result(indexedDB.deleteDatabase('pingban'));
    const opening = indexedDB.open('pingban', 1);
    opening.onupgradeneeded = () => {
      const db = opening.result;
      const store = db.createObjectStore('log', { keyPath: 'seq' });
      store.createIndex('id', 'id', { unique: true });
      for (const event of events) store.put(event);
      const queue = db.createObjectStore('queue', { keyPath: 'n', autoIncrement: true });
      queue.createIndex('id', 'id', { unique: true });
      queue.createIndex('case', 'case');
      db.createObjectStore('refused', { keyPath: 'id' }).createIndex('case', 'case');
      db.createObjectStore('drafts', { keyPath: 'key' }).put({ key: 'composer', text: '上一版写的', at: '' });
      db.createObjectStore('packs', { keyPath: 'kind' });
      db.createObjectStore('seen', { keyPath: 'case' }).put({ case: 'taobao:1:2', body: '{}', written: '', at: '' });
      db.createObjectStore('meta').put({ team: '', after: 1001, epoch: 'e' }, 'cursor');
    };
    (await result(opening)).close();
  }, log);
  await extension.kill();
  expect((await extension.ask('draft.get', { key: 'composer' })).text).toBe('上一版写的');
  expect(await version()).toBe(now);
  expect(await extension.stored('seen')).toContain('taobao:1:2');
  expect((await extension.ask('status')).store.events).toBe(log.length);
  const { state } = await extension.ask('case', { case: 'taobao:1:2' });
  expect(state.notes.map(({ text }: { text: string }) => text)).toEqual(log.map(({ body }) => body.text));
});
