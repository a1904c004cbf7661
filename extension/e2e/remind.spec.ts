// Reminders: one alarm for the next moment, one notification for all that is due. Notifications are
// given in the manifest here, since no prompt of Chrome's can be answered from outside.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { TodoItem } from '../engine';
import type { Console } from './console/server.mjs';
import { DIST, freshProfile, launch } from './harness/browser.mjs';
import { Extension } from './harness/extension.mjs';
import { expect, test } from './harness/fixtures';
import { open, samplesOf, setClock } from './harness/samples.mjs';

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

/** A browser whose extension may notify, for as long as the work takes. */
async function notifying(site: Console, work: (context: BrowserContext, extension: Extension) => Promise<void>) {
  const dist = allowed();
  const profile = freshProfile();
  let context: BrowserContext | undefined;
  try {
    context = await launch({ switches: site.switches, profile, dist });
    await work(context, await Extension.in(context));
  } finally {
    await context?.close();
    rmSync(profile, { recursive: true, force: true });
    rmSync(dist, { recursive: true, force: true });
  }
}

const notes = (tab: Page) =>
  tab.evaluate(
    () => new Promise<string[]>((resolve) => chrome.notifications.getAll((all) => resolve(Object.keys(all)))),
  );

test('a window that closes within a day rings once, and the next moment has its alarm', async ({ site }) => {
  await notifying(site, async (_, extension) => {
    const tab = await extension.view('options');
    const alarm = () => tab.evaluate(async () => (await chrome.alarms.get('remind'))?.scheduledTime ?? 0);

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
    expect(await notes(tab)).toEqual([]);

    await review('4400000000000000002', Date.now() - 29.5 * DAY_MS);
    await expect.poll(() => notes(tab)).toEqual(['pingban.due:taobao:4400000000000000002:1']);
    const twoHours = Date.now() + 0.5 * DAY_MS - 2 * 3_600_000;
    await expect.poll(async () => Math.abs((await alarm()) - twoHours)).toBeLessThan(120_000);

    await tab.evaluate(() => chrome.notifications.clear('pingban.due:taobao:4400000000000000002:1'));
    await review('4400000000000000003', later);
    await expect.poll(async () => (await extension.ask('todo')).items.length).toBe(3);
    expect(await notes(tab)).toEqual([]);

    await extension.ask('settings', { remind: false });
    await expect.poll(alarm).toBe(0);
  });
});

/** The words of the next notification the worker shows. */
async function nextWords(context: BrowserContext): Promise<() => Promise<string>> {
  const worker = context.serviceWorkers().at(-1);
  if (!worker) throw new Error('the worker does not run');
  await worker.evaluate(() => {
    const { create } = chrome.notifications;
    chrome.notifications.create = ((id: string, options: chrome.notifications.NotificationCreateOptions) => {
      Object.assign(globalThis, { told: options.message });
      return create(id, options);
    }) as typeof create;
  });
  return () => worker.evaluate(() => (globalThis as { told?: string }).told ?? '');
}

test('an order rings that came near its end with no page open, says when it was seen, and is let go once a page has it shipped', async ({
  site,
}) => {
  const sample = samplesOf('taobao-sold').find(({ name }) => name === 'screen');
  if (!sample) throw new Error('taobao-sold has no sample read off the screen');
  const id = sample.rows['to-ship']?.case ?? '';
  await notifying(site, async (context, extension) => {
    const listed = async () => (await extension.ask('todo')).items.map((item: TodoItem) => item.case);
    const tab = await extension.view('options');
    // The day before, 37 hours are left: nobody needs to know yet.
    await setClock(extension, '2026-07-19T20:00:00+08:00');
    await extension.ask('settings', { remind: true, quietFrom: 0, quietUntil: 0 });
    const page = await open(context, site, sample);
    await expect.poll(async () => (await extension.stored('seen')).includes(id)).toBe(true);
    await expect.poll(listed).not.toEqual([]);
    expect(await listed()).not.toContain(id);
    await page.close();
    for (const note of await notes(tab)) await tab.evaluate((one) => chrome.notifications.clear(one), note);

    await setClock(extension, '2026-07-20T09:01:30+08:00');
    expect(await listed()).not.toContain(id);
    const told = await nextWords(context);
    await tab.evaluate(() => chrome.alarms.create('minute', { when: Date.now() }));
    await expect.poll(listed).toContain(id);
    await expect.poll(told).toMatch(/商品 001.*07-19 20:00/);
    // It is told before the browser has put it up.
    await expect.poll(async () => (await notes(tab)).length).toBe(1);

    // Shipped in another browser: a page that shows it takes it off the list.
    const html = sample.html.replace('等待卖家发货', '卖家已发货');
    await open(context, site, { ...sample, html });
    await expect.poll(listed).not.toContain(id);
  });
});
