// What must hold of every editor an agent may write in, whoever made it: the library's own state is
// what is looked at, not what the page shows.
import type { Finding } from '../../engine';
import type { Row } from '../console/rows.mjs';
import { caseOf } from '../harness/case.mjs';
import type { Desk } from '../harness/desk';
import { expect, test } from '../harness/fixtures';
import { compose, press } from '../harness/page.mjs';
import { BRIBE, said, type, WORDS } from '../harness/reply.mjs';
import { openEditor, type Place } from './place';

interface Kind {
  /** A single line holds no break. */
  lines?: boolean;
  /** Ms without a key after which the editor begins a new step to undo, as its library ships. */
  rest?: number;
  /** The page the list is a frame of. */
  address?: string;
  /** What it is called, where that is not its own name. */
  title?: string;
}

/** Left from last time: more than one line, as an agent writes it. */
const LINES = '您好！\n包裹已经在路上了。';
const LINE = '您好！包裹已经在路上了。';

/** Some libraries undo a moment after the key. */
const UNDONE = 500;

/** Presses Ctrl+Z until the library's text is what it was, so many times at most. */
async function takeBack(place: Place, text: string, most = 3) {
  for (let i = 0; i < most; i++) {
    const was = await place.model();
    if (was === text) return;
    await place.page.keyboard.press('Control+z');
    for (let ms = 0; ms < UNDONE && (await place.model()) === was; ms += 20) await place.page.waitForTimeout(20);
  }
  expect(await place.model()).toBe(text);
}

/** A script goes in where the caret is, is written on, and Ctrl+Z takes it out. */
async function script(place: Place, head: string, rest: number) {
  const { page } = place;
  await page.keyboard.type('/wlc');
  await said(place.at, /找「wlc」/);
  const before = `${head}/wlc`;
  await expect.poll(place.model).toBe(before);
  await page.waitForTimeout(rest);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await place.model()).length).toBeGreaterThan(40);
  const put = await place.model();
  expect(put.startsWith(head)).toBe(true);
  expect(put).not.toMatch(/\/wlc|\{\{/);

  // The first blank is selected: what is typed takes its place, and more goes in behind it.
  const blank = /〔[^〔〕]+〕/.exec(put)?.[0] ?? 'none';
  await expect.poll(place.selected).toBe(blank);
  await page.waitForTimeout(rest);
  await type(page, '周一');
  await page.keyboard.type('A1');
  await expect.poll(place.model).toBe(put.replace(blank, '周一A1'));

  await takeBack(place, put, 6);
  await takeBack(place, before);
}

/** A breach is underlined, replaced and brought back, and left alone while an input method composes. */
async function breach(place: Place, desk: Desk, rest: number) {
  const { page } = place;
  const text = `您好。${BRIBE}。有事加`;
  await type(page, text);
  await expect.poll(place.model).toBe(text);
  const words = async (of: string): Promise<Finding[]> =>
    (await desk.extension.ask('check', { text: of, platform: 'taobao' })).findings.filter(
      ({ severity }: Finding) => severity === 'block',
    );
  const [found, more] = await words(text);
  if (!found?.replace || more) throw new Error('the sentence has one breach');
  await expect.poll(() => place.underlined('block')).toEqual([found.text]);

  await place.point();
  await said(place.at, /第九条/);
  const ime = await compose(place.at, ['w', 'wei', 'weixin']);
  await press(place.at, 'button', WORDS.replace);
  await said(place.at, /输入法/);
  expect(await place.underlined('block')).toEqual([found.text]);
  await ime.commit('微信');
  await expect.poll(place.model).toBe(`${text}微信`);
  const both = (await words(`${text}微信`)).map((finding) => finding.text);
  expect(both.length).toBeGreaterThan(1);
  await expect.poll(async () => (await place.underlined('block')).sort()).toEqual(both.sort());
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect.poll(() => place.underlined('block')).toEqual([found.text]);

  await page.waitForTimeout(rest);
  await page.mouse.move(5, 5);
  await place.point();
  await press(place.at, 'button', WORDS.replace);
  const { start, end } = found.replace;
  await expect.poll(place.model).toBe(text.slice(0, start) + found.rewrite + text.slice(end));
  await expect.poll(() => place.underlined('block')).toEqual([]);
  await takeBack(place, text);
  await expect.poll(() => place.underlined('block')).toEqual([found.text]);
}

export function proveEditor(kind: string, { lines = true, rest = 0, address, title = kind }: Kind = {}) {
  test.use({ browsing: 'kept' });

  test(`${title}: scripts and underlines, undo, and an input method`, async ({ desk, site }) => {
    const row = site.rows()[0] as Row;
    const draft = lines ? LINES : LINE;
    await desk.extension.ask('draft.put', { key: `reply:${caseOf(row)}`, text: draft });
    const place = await openEditor(desk, row, kind, address);
    await press(place.at, 'button', /^恢复草稿$/);
    await expect.poll(place.model).toBe(draft);
    await takeBack(place, '');

    if (lines) {
      await type(place.page, '前面的话。');
      await place.page.keyboard.press('Enter');
    }
    await script(place, lines ? '前面的话。\n' : '', rest);

    // A library that draws its selection anew may undo the browser's own just made: an agent presses again.
    await expect(async () => {
      await place.page.keyboard.press('Control+a');
      await place.page.keyboard.press('Delete');
      expect(await place.model()).toBe('');
    }).toPass();
    await breach(place, desk, rest);
    expect(site.replies).toEqual([]);
  });
}
