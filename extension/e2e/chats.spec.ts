// Web chats: what one writes is checked, and a script goes only to the buyer it was picked for.
import type { Page } from '@playwright/test';
import { day } from '../content/clock';
import { expect, test } from './harness/fixtures';
import { marks, ours, press } from './harness/page.mjs';
import { offered } from './harness/picker.mjs';
import { BRIBE, said, WORDS } from './harness/reply.mjs';
import { open, samplesOf, setClock, siteFiles } from './harness/samples.mjs';

test.use({ grant: true, browsing: 'kept' });

const written = (page: Page) =>
  page.locator('[data-editor]').evaluate((el) => ('value' in el ? String(el.value) : (el.textContent ?? '')));
const sent = (page: Page) => page.evaluate(() => (window as unknown as { sent?: string[] }).sent ?? []);
const switchTo = (page: Page, name: string) =>
  page.evaluate(
    (who) =>
      [...document.querySelectorAll<HTMLElement>('[data-person]')]
        .find((el) => el.querySelector('.name')?.textContent === who)
        ?.click(),
    name,
  );

for (const { id } of siteFiles().filter((site) => site.kind === 'chat')) {
  const [sample] = samplesOf(id);
  if (!sample?.chat) throw new Error(`${id} has no sample of a chat`);
  const { other, doubtful } = sample.chat;

  test.describe(id, () => {
    test('is left alone until it is switched on', async ({ desk, site }) => {
      const page = await open(desk.context, site, sample);
      await page.locator('[data-editor]').click();
      await page.keyboard.insertText(BRIBE);
      await page.waitForTimeout(800);
      expect(await marks(page, 'block')).toEqual([]);
      expect(await ours(page)).toEqual({});
    });

    test('is checked as one writes, and asks once before a blocked sentence goes out', async ({ desk, site }) => {
      await desk.extension.ask('page.set', { id, on: true });
      const page = await open(desk.context, site, sample);
      await page.locator('[data-editor]').click();
      await page.keyboard.insertText(BRIBE);
      await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
      await page.keyboard.press('Enter');
      await press(page, 'button', WORDS.understood);
      expect(await sent(page)).toEqual([]);
      await page.locator('[data-editor]').focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => sent(page)).toEqual([BRIBE]);
    });

    test('late at night warns of turning to the buyer, and by day does not', async ({ desk, site }) => {
      const late = async (time: string) => {
        await setClock(desk.extension, `${day(Date.now())}T${time}+08:00`);
        await desk.extension.ask('page.set', { id, on: true });
        const page = await open(desk.context, site, sample);
        await page.locator('[data-editor]').click();
        await page.keyboard.insertText('加我微信。方便接个电话吗');
        await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
        const found = (await marks(page, 'warn')).length;
        await page.close();
        return found;
      };
      expect(await late('10:30:00')).toBe(0);
      expect(await late('23:30:00')).toBe(1);
      await setClock(desk.extension, new Date().toISOString());
    });

    test('takes a script into the conversation it was picked for', async ({ desk, site }) => {
      await desk.extension.ask('page.set', { id, on: true });
      const page = await open(desk.context, site, sample);
      await page.locator('[data-editor]').click();
      await press(page, 'button', WORDS.scripts);
      await offered(page);
      await pickFirst(page);
      await expect.poll(async () => (await written(page)).length).toBeGreaterThan(8);
      expect(await sent(page)).toEqual([]);
    });

    test('keeps a script from another buyer, and puts it on the clipboard', async ({ desk, site }) => {
      await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await desk.extension.ask('page.set', { id, on: true });
      const page = await open(desk.context, site, sample);
      await page.locator('[data-editor]').click();
      await press(page, 'button', WORDS.scripts);
      await offered(page);
      await switchTo(page, other);
      await page.waitForTimeout(400);
      await pickFirst(page);
      await said(page, /换了人|没认出现在/);
      expect(await written(page)).toBe('');
      expect((await page.evaluate(() => navigator.clipboard.readText())).length).toBeGreaterThan(8);
    });

    test('puts nothing in where two buyers have the same name', async ({ desk, site }) => {
      await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await desk.extension.ask('page.set', { id, on: true });
      const page = await open(desk.context, site, sample);
      await switchTo(page, doubtful);
      await page.locator('[data-editor]').click();
      await press(page, 'button', WORDS.scripts);
      await offered(page);
      await pickFirst(page);
      await said(page, /没认出现在/);
      expect(await written(page)).toBe('');
    });
  });
}

/** Picks the first script of the open list with the keyboard. */
async function pickFirst(page: Page) {
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}
