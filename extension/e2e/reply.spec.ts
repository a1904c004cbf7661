// Writing a reply: warned while typing, put right with one click, asked once before it is sent.
import type { Page } from '@playwright/test';
import type { Row } from './console/rows.mjs';
import type { Desk } from './harness/desk';
import { expect, test } from './harness/fixtures';
import { badges, compose, marks, ours } from './harness/page.mjs';
import {
  BRIBE,
  editor,
  offered,
  openReply,
  pointAtMark,
  press,
  said,
  submit,
  type,
  WORDS,
  written,
} from './harness/reply.mjs';
import { settled } from './harness/sight';

test.use({ browsing: 'kept' });

const EDITORS = [
  { editor: 'row', box: 'textarea' },
  { editor: 'row', box: 'rich' },
  { editor: 'dialog', box: 'textarea' },
  { editor: 'dialog', box: 'rich' },
];

async function open(desk: Pick<Desk, 'list'>, rows: Row[], query = ''): Promise<Page> {
  const page = await desk.list(query);
  await settled(page, rows);
  await openReply(page, rows[0] as Row);
  return page;
}

for (const { editor: where, box } of EDITORS) {
  test.describe(`a ${box} in the ${where}`, () => {
    const query = `x-editor=${where}&x-box=${box}`;

    test('a bribe is underlined, explained, replaced and brought back', async ({ desk, site }) => {
      const page = await open(desk, site.rows(), query);
      await type(page, BRIBE);
      await expect.poll(async () => (await marks(page, 'block')).map((m) => m.end - m.start > 1)).toContain(true);
      await pointAtMark(page);
      const card = await said(page, /第九条/);
      expect(card).toMatch(/返现|利诱/);
      expect(card).toMatch(/网络反不正当竞争暂行规定/);
      expect(card).toMatch(/2024-09-01/);

      await press(page, 'button', WORDS.replace);
      await expect.poll(() => written(page)).not.toContain('返10元');
      expect((await written(page)).length).toBeGreaterThan(5);
      await expect.poll(() => marks(page, 'block')).toEqual([]);

      await editor(page).focus();
      await page.keyboard.press('Control+z');
      await expect.poll(() => written(page)).toBe(BRIBE);
      await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
      expect(site.replies).toEqual([]);
    });

    test('sending a bribe is asked about once, and a clean reply not at all', async ({ desk, site }) => {
      const page = await open(desk, site.rows(), query);
      await type(page, BRIBE);
      await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
      await submit(page);
      await expect.poll(() => offered(page, WORDS.goBack)).toBe(true);
      expect(site.replies).toEqual([]);
      await press(page, 'button', WORDS.goBack);
      expect(await written(page)).toBe(BRIBE);
      expect(site.replies).toEqual([]);

      await editor(page).fill('亲，很抱歉给您添麻烦了，我们马上为您补发。');
      await expect.poll(() => marks(page, 'block')).toEqual([]);
      await submit(page);
      await expect
        .poll(() => site.replies.map((r) => r.content))
        .toEqual(['亲，很抱歉给您添麻烦了，我们马上为您补发。']);
    });

    test('what an agent sends anyway is sent as it was written, once', async ({ desk, site }) => {
      const page = await open(desk, site.rows(), query);
      await type(page, BRIBE);
      await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
      await submit(page);
      await press(page, 'button', WORDS.understood);
      expect(site.replies).toEqual([]);
      await submit(page);
      await expect.poll(() => site.replies).toEqual([{ feedbackID: site.rows()[0]?.feed, content: BRIBE }]);
    });

    test('an input method is left alone while it composes', async ({ desk, site }) => {
      const page = await open(desk, site.rows(), query);
      await type(page, '加我');
      const ime = await compose(page, ['w', 'wei', 'weix', 'weixin']);
      await page.waitForTimeout(300);
      expect(await written(page)).toBe('加我weixin');
      expect(await marks(page, 'block')).toEqual([]);
      await ime.commit('微信');
      await expect.poll(() => written(page)).toBe('加我微信');
      await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
    });
  });
}

test('text typed before a breach moves the underline along', async ({ desk, site }) => {
  const page = await open(desk, site.rows());
  await type(page, BRIBE);
  await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
  const before = (await marks(page, 'block'))[0];
  await page.keyboard.press('Home');
  await type(page, '您好，');
  await expect.poll(async () => (await marks(page, 'block'))[0]?.start).toBe((before?.start ?? 0) + 3);
});

test('a worker killed between two keystrokes costs no underline', async ({ desk, site }) => {
  const page = await open(desk, site.rows());
  await type(page, '亲,改成好评给您返10元红');
  await desk.extension.kill();
  await type(page, '包');
  await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
  await editor(page).fill('亲，很抱歉');
  await desk.extension.kill();
  await page.keyboard.press('End');
  await type(page, '。');
  await expect.poll(() => marks(page, 'block')).toEqual([]);
});

test('a card the caret opened goes once the pointer was on its words and left', async ({ desk, site }) => {
  const page = await open(desk, site.rows());
  await type(page, BRIBE);
  await said(page, /第九条/);
  await pointAtMark(page);
  await page.mouse.move(5, 5);
  await expect.poll(async () => Object.values(await ours(page)).some((words) => /第九条/.test(words))).toBe(false);
});

test('500 characters are checked to the last', async ({ desk, site }) => {
  const page = await open(desk, site.rows());
  await page.keyboard.insertText('很抱歉。'.repeat(120));
  await type(page, BRIBE);
  await expect.poll(async () => (await marks(page, 'block')).some((m) => m.start >= 480)).toBe(true);
});

test('ignored once, a finding is not shown again for this reply', async ({ desk, site }) => {
  const page = await open(desk, site.rows());
  await type(page, BRIBE);
  await expect.poll(async () => (await marks(page, 'block')).length).toBeGreaterThan(0);
  await pointAtMark(page);
  await said(page, /第九条/);
  await press(page, 'button', WORDS.ignoreOnce);
  await expect.poll(() => marks(page, 'block')).toEqual([]);
  expect(await written(page)).toBe(BRIBE);
});

test('with checking switched off nothing is underlined and nothing asked', async ({ desk, site }) => {
  await desk.extension.ask('settings', { off: ['check', 'guard'] });
  const page = await open(desk, site.rows());
  await type(page, BRIBE);
  await page.waitForTimeout(600);
  expect(await marks(page, 'block')).toEqual([]);
  await submit(page);
  await expect.poll(() => site.replies.length).toBe(1);
});

test('a reply that is being written when a pause ends is checked at once', async ({ desk, site }) => {
  const page = await open(desk, site.rows());
  await desk.extension.ask('settings', { pausedUntil: '2099-01-01T00:00:00+08:00' });
  await expect.poll(async () => (await badges(page)).length).toBe(0);
  await type(page, BRIBE);
  expect(await marks(page, 'block')).toEqual([]);
  await desk.extension.ask('settings', { pausedUntil: '' });
  await expect.poll(() => marks(page, 'block')).not.toEqual([]);
});
