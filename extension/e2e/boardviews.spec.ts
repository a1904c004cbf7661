// Every view of the lead's board, light and dark, as axe judges it; on a phone and on paper; by keyboard.
import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { objections } from './harness/axe';
import { signIn } from './harness/board.mjs';
import { expect, test } from './harness/fixtures';
import { backward, controls, walked } from './harness/focus';
import { type Team, ulid } from './harness/team.mjs';

/** Where the pictures go for whoever wants to look at them; nowhere without. */
const { PICTURES } = process.env;

const VIEWS = [
  '',
  '?all=1',
  '?view=overview',
  '?view=people',
  '?view=products',
  '?view=reasons',
  '?view=shops',
  '?view=payments',
  '?view=rules',
  '?view=scripts',
  '?view=deeds&kind=compensation',
  '?view=deeds&kind=finding&action=shown',
  '?view=packs',
  '?view=import',
  '?view=members',
  '?case=taobao:3456789012345678901:1',
  '?text=nothing-like-this',
];

/** A morning's log: three cases with all that can be recorded of one, one of the period before, and one without a name. */
async function fill(team: Team) {
  const at = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  const events = ['3456789012345678901', '3456789012345678902', '3456789012345678903'].flatMap((order, i) => {
    const event = (kind: string, body: unknown, base?: string) => ({
      id: ulid(),
      case: `taobao:${order}:1`,
      kind,
      at: at(i),
      body,
      ...(base === undefined ? {} : { base }),
    });
    return [
      event('review', {
        platform: 'taobao',
        order,
        item: '1',
        product: ['纯棉四件套 1.8 米', '羽绒被', '乳胶枕'][i],
        shop: '晨屿旗舰店',
        buyer: '云**朵',
        text: '收到有色差，和图片不一样，客服半天不回。',
        rating: ['bad', 'neutral', 'good'][i],
        rated_at: at(i + 1),
      }),
      event('note', { text: '已经联系买家，答应周三前补发，等回复。' }),
      event('contact', { channel: '旺旺', result: '已读未回', when: at(i) }),
      event('compensation', { amount: '12.50', form: '优惠券', why: '色差' }),
      event('finding', { rule: 'review-for-reward', label: '好评返现', action: 'shown' }),
      event('script', { script: 'sorry-colour', edited: true }),
      event('field', { name: 'reasons', value: ['色差'] }),
      event('field', { name: 'status', value: ['已联系', '已解决', '待买家'][i] }),
    ];
  });
  const { member } = await team.call('GET', '/v1/me');
  const more = (item: string, kind: string, body: unknown, base?: string) => ({
    id: ulid(),
    case: `taobao:3456789012345678901:${item}`,
    kind,
    at: at(0),
    body,
    ...(base === undefined ? {} : { base }),
  });
  const seen = (item: string, product: string, daysAgo: number) =>
    more(item, 'review', {
      platform: 'taobao',
      order: '3456789012345678901',
      item,
      product,
      buyer: '云**朵',
      text: '',
      rating: 'bad',
      rated_at: at(daysAgo),
    });
  events.push(
    seen('2', '羽绒被', 40),
    seen('3', '', 2),
    more('2', 'contact', { channel: '电话', result: '没接', when: at(0) }),
    more('2', 'contact', { channel: '旺旺', result: '已回', when: at(0) }),
    more('2', 'compensation', { amount: '3.10', form: '补发', why: '少件' }),
    more('1', 'field', { name: 'assignee', value: member }, ''),
  );
  const { refused } = await team.call('POST', '/v1/events', { events });
  expect(refused).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe objects to nothing on the board, ${colorScheme}`, async ({ desk, team }) => {
    await fill(team);
    const page = await signIn(desk.context, team);
    await page.emulateMedia({ colorScheme });
    const found: Record<string, string[]> = {};
    for (const view of VIEWS) {
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(`${team.origin}/${view}`);
        await expect(page.locator('main .wait')).toHaveCount(0);
        await page.locator('main > *').first().waitFor();
        const name = `${view || 'cases'} at ${width}`;
        const objected = await objections(page);
        if (objected.length > 0) found[name] = objected;
        if ((await page.evaluate(() => document.documentElement.scrollWidth)) > width) found[`${name} scrolls`] = [];
        if (PICTURES) {
          mkdirSync(PICTURES, { recursive: true });
          const file = `${view.replaceAll(/\W+/g, '-').slice(0, 30) || 'cases'}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: `${PICTURES}/${file}`, fullPage: true });
        }
      }
    }
    expect(found).toEqual({});
    await page.goto(`${team.origin}/login`);
    await page.locator('h1').waitFor();
    expect(await objections(page)).toEqual([]);
  });

test('every figure of the overview opens its rows or the page that takes it apart, and says what it is', async ({
  desk,
  team,
}) => {
  await fill(team);
  const page = await signIn(desk.context, team);
  await page.goto(`${team.origin}/?view=overview`);
  const figures = page.locator('a.figure');
  await figures.first().waitFor();
  const count = await figures.count();
  expect(count).toBeGreaterThanOrEqual(10);
  for (let i = 0; i < count; i++) {
    const figure = figures.nth(i);
    await expect(figure).toHaveAttribute('title', /\S/);
    await expect(figure.locator('small')).toHaveText(/^上期 /);
    const [key, shown] = [await figure.getAttribute('data-key'), await figure.locator('strong').textContent()];
    await figure.click();
    await expect(page.locator('[data-case], table.figures, .empty').first()).toBeVisible();
    if (key === 'contacts') await expect(page.locator('[data-deed]')).toHaveCount(Number(shown));
    if (key === 'fen') expect((await opened(page)).cents).toBe(Math.round(100 * Number(shown)));
    if (['cases', 'bad', 'open', 'overdue', 'resolved'].includes(key ?? ''))
      await expect(page.locator('[data-case]'), `${key}`).toHaveCount(Number(shown));
    await page.goBack();
    await figures.first().waitFor();
  }
  await expect(page.locator('#live')).toContainText('数据截至');
});

test('on paper there is the table, not what it is worked with', async ({ desk, team }) => {
  await fill(team);
  const page = await signIn(desk.context, team);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const view of ['?view=products', '?all=1', '?view=overview']) {
    await page.goto(`${team.origin}/${view}`);
    await expect(page.locator('main .wait')).toHaveCount(0);
    await page.locator('main > *').first().waitFor();
    await expect(page.locator('#nav')).toBeHidden();
    for (const button of await page.locator('main button, main select, main input').all())
      await expect(button).toBeHidden();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    if (PICTURES) {
      const path = `${PICTURES}/print${view.replaceAll(/\W+/g, '-')}`;
      await page.setViewportSize({ width: 720, height: 1000 }); // about A4 less its margins
      await page.screenshot({ path: `${path}.png`, fullPage: true });
      await page.pdf({ path: `${path}.pdf`, format: 'A4' });
    }
  }
});

/** What a figure opened: how many rows, and the sum of what they cost. */
async function opened(page: Page) {
  await expect(page.locator('main .wait')).toHaveCount(0);
  await page.locator('[data-case], [data-deed], .empty').first().waitFor();
  const paid = await page.locator('[data-deed] td.number').allTextContents();
  const cents = paid.reduce((sum, text) => sum + Math.round(100 * Number(text)), 0);
  return { rows: await page.locator('[data-case], [data-deed]').count(), cents };
}

for (const width of [1280, 390])
  test(`every figure of every table opens as many rows as it says, by its key, ${width} wide`, async ({
    desk,
    team,
  }) => {
    await fill(team);
    const page = await signIn(desk.context, team);
    await page.setViewportSize({ width, height: 844 });
    let opens = 0;
    for (const view of ['people', 'products', 'reasons', 'shops', 'payments', 'rules', 'scripts']) {
      await page.goto(`${team.origin}/?view=${view}`);
      await page.locator('table.figures').waitFor();
      const cells = page.locator('table.figures td');
      const columns = await page.locator('table.figures th[scope=col]').allTextContents();
      for (let i = 0; i < (await cells.count()); i++) {
        const column = columns[1 + (i % (columns.length - 1))] ?? '';
        if (column === '变化') continue; // of two that do open
        const text = (await cells.nth(i).textContent()) ?? '';
        const name = `${view}: ${column} ${text}`;
        await cells.nth(i).locator('a').focus();
        await page.keyboard.press('Enter');
        const { rows, cents } = await opened(page);
        if (/^(赔付|金额)/.test(column)) expect(cents, name).toBe(Math.round(100 * Number(text)));
        else if (column.startsWith('平均')) expect(cents / rows, name).toBeCloseTo(100 * Number(text), 0);
        else if (/^\d+$/.test(text)) expect(rows, name).toBe(Number(text));
        else expect(rows > 0 || /^(0%|—)$/.test(text), name).toBe(true);
        opens++;
        await page.goBack();
        await page.locator('table.figures th[tabindex]').first().waitFor();
      }
    }
    expect(opens).toBeGreaterThan(35);
  });

for (const width of [1280, 390])
  test(`Tab alone goes through every view in the order one reads, and one sees where one is, ${width} wide`, async ({
    desk,
    team,
  }) => {
    await fill(team);
    const page = await signIn(desk.context, team);
    await page.setViewportSize({ width, height: 844 });
    const wrong: Record<string, unknown> = {};
    for (const view of VIEWS) {
      await page.goto(`${team.origin}/${view}`);
      await expect(page.locator('main .wait')).toHaveCount(0);
      await page.locator('main > *').first().waitFor();
      const stops = await controls(page);
      const { order, unseen, stray } = await walked(page, 'Tab', stops);
      const missed = stops.filter((_, i) => !order.includes(i)).map(({ name }) => name);
      const found = { missed, unseen, stray, back: backward(stops, order) };
      if (Object.values(found).some((list) => list.length > 0)) wrong[view] = found;
    }
    expect(wrong).toEqual({});
  });
