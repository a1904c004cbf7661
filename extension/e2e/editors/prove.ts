// What must hold of every editor an agent may write in, whoever made it: the library's own state is
// what is looked at, not what the page shows.
import type { Finding } from '../../engine';
import type { Row } from '../console/rows.mjs';
import { caseOf } from '../harness/case.mjs';
import { expect, test } from '../harness/fixtures';
import { compose, press } from '../harness/page.mjs';
import { offered } from '../harness/picker.mjs';
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

/** Presses Ctrl+Z until the library's text is what it was. One insertion is at most three steps. */
async function takeBack(place: Place, text: string) {
  for (let i = 0; i < 3 && (await place.model()) !== text; i++) await place.page.keyboard.press('Control+z');
  await expect.poll(() => place.model()).toBe(text);
}

export function proveEditor(kind: string, { lines = true, rest = 0, address, title = kind }: Kind = {}) {
  test.use({ shared: true });

  test(`${title}: a script goes in where the caret is, is written on, and Ctrl+Z takes it out`, async ({
    desk,
    site,
  }) => {
    const row = site.rows()[0] as Row;
    const draft = lines ? LINES : LINE;
    await desk.extension.ask('draft.put', { key: `reply:${caseOf(row)}`, text: draft });
    const place = await openEditor(desk, row, kind, address);
    const { page } = place;

    await press(place.at, 'button', /^恢复草稿$/);
    await expect.poll(place.model).toBe(draft);
    await takeBack(place, '');

    const trigger = lines ? '前面的话。\n/wlc' : '/wlc';
    await type(page, '前面的话。');
    if (lines) await page.keyboard.press('Enter');
    else for (let i = 0; i < 5; i++) await page.keyboard.press('Backspace');
    await page.keyboard.type('/wlc');
    await offered(place.at);
    await expect.poll(place.model).toBe(trigger);
    await page.waitForTimeout(rest);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await place.model()).length).toBeGreaterThan(40);
    const put = await place.model();
    const head = trigger.slice(0, -4);
    expect(put.startsWith(head)).toBe(true);
    expect(put).not.toMatch(/\/wlc|\{\{/);

    // The first blank is selected: what is typed takes its place, and more goes in behind it.
    const blank = /〔[^〔〕]+〕/.exec(put)?.[0] ?? '';
    expect(blank).not.toBe('');
    await expect.poll(place.selected).toBe(blank);
    await page.waitForTimeout(rest);
    await type(page, '周一');
    await page.keyboard.type('A1');
    const written = put.replace(blank, '周一A1');
    await expect.poll(place.model).toBe(written);

    await page.waitForTimeout(rest);
    for (let i = 0; i < 6 && (await place.model()) !== put; i++) await page.keyboard.press('Control+z');
    await takeBack(place, put);
    await takeBack(place, trigger);
    expect(site.replies).toEqual([]);
  });

  test(`${title}: a breach is underlined, left alone while one composes, replaced and brought back`, async ({
    desk,
    site,
  }) => {
    const place = await openEditor(desk, site.rows()[0] as Row, kind, address);
    const { page } = place;
    const text = `您好。${BRIBE}。谢谢`;
    await type(page, text);
    await expect.poll(place.model).toBe(text);
    const { findings } = await desk.extension.ask('check', { text, platform: 'taobao' });
    const [breach] = findings as Finding[];
    if (findings.length !== 1 || !breach?.replace) throw new Error('the sentence has one breach');
    await expect.poll(() => place.underlined('block')).toEqual([breach.text]);

    await place.point();
    await said(place.at, /第九条/);
    const ime = await compose(place.at, ['o', 'ow', 'owo']);
    await press(place.at, 'button', WORDS.replace);
    await said(place.at, /输入法/);
    expect(await place.underlined('block')).toEqual([breach.text]);
    await ime.commit('您');
    await expect.poll(place.model).toBe(`${text}您`);

    await page.waitForTimeout(rest);
    await page.mouse.move(5, 5);
    await place.point();
    await press(place.at, 'button', WORDS.replace);
    const { start, end } = breach.replace;
    await expect.poll(place.model).toBe(`${text.slice(0, start)}${breach.rewrite}${text.slice(end)}您`);
    await expect.poll(() => place.underlined('block')).toEqual([]);
    await takeBack(place, `${text}您`);
    await expect.poll(() => place.underlined('block')).toEqual([breach.text]);
    expect(site.replies).toEqual([]);
  });
}
