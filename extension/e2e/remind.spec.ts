// Reminders: one alarm for the next moment, one notification for all that is due. Notifications are
// given in the manifest here, since no prompt of Chrome's can be answered from outside.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { DIST, freshProfile, launch } from './harness/browser.mjs';
import { Extension } from './harness/extension.mjs';
import { expect, test } from './harness/fixtures';

const DAY_MS = 86_400_000;

function allowed(): string {
  const dist = mkdtempSync(path.join(os.tmpdir(), 'pingban-dist-'));
  cpSync(DIST, dist, { recursive: true });
  const file = path.join(dist, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  manifest.permissions.push(...manifest.optional_permissions);
  manifest.optional_permissions = [];
  writeFileSync(file, JSON.stringify(manifest));
  return dist;
}

const cst = (ms: number) => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

test('a window that closes within a day rings once, and the next moment has its alarm', async ({ site }) => {
  const dist = allowed();
  const profile = freshProfile();
  let context: BrowserContext | undefined;
  try {
    context = await launch({ switches: site.switches, profile, dist });
    const extension = await Extension.in(context);
    const tab = await extension.view('options');
    const alarm = () => tab.evaluate(async () => (await chrome.alarms.get('remind'))?.scheduledTime ?? 0);
    const notes = () =>
      tab.evaluate(
        () => new Promise<string[]>((resolve) => chrome.notifications.getAll((all) => resolve(Object.keys(all)))),
      );

    const review = (order: string, ratedAt: number) =>
      extension.ask('record', {
        case: `taobao:${order}:1`,
        kind: 'review',
        body: {
          platform: 'taobao',
          order,
          item: '1',
          product: `杯子${order}`,
          buyer: 't**1',
          text: '一般',
          rating: 'bad',
          rated_at: cst(ratedAt),
        },
      });
    // Nothing rings in the hours set: 0 to 0 is never.
    await extension.ask('settings', { remind: true, quietFrom: 0, quietUntil: 0 });
    await extension.putMeta('reminded', cst(Date.now() - 2 * DAY_MS));
    const later = Date.now() - 20 * DAY_MS;
    await review('4400000000000000001', later);
    await expect.poll(alarm).toBeGreaterThan(later + 29 * DAY_MS - 60_000);
    expect(await notes()).toEqual([]);

    await review('4400000000000000002', Date.now() - 29.5 * DAY_MS);
    await expect.poll(notes).toEqual(['pingban.due:taobao:4400000000000000002:1']);
    const twoHours = Date.now() + 0.5 * DAY_MS - 2 * 3_600_000;
    await expect.poll(async () => Math.abs((await alarm()) - twoHours)).toBeLessThan(120_000);

    await tab.evaluate(() => chrome.notifications.clear('pingban.due:taobao:4400000000000000002:1'));
    await review('4400000000000000003', later);
    await expect.poll(async () => (await extension.ask('todo')).items.length).toBe(3);
    expect(await notes()).toEqual([]);

    await extension.ask('settings', { remind: false });
    await expect.poll(alarm).toBe(0);
  } finally {
    await context?.close();
    rmSync(profile, { recursive: true, force: true });
    rmSync(dist, { recursive: true, force: true });
  }
});
