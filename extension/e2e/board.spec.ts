// The lead's board: every figure opens its rows, and a download says what the screen says.
import { readFileSync } from 'node:fs';
import { signIn } from './harness/board.mjs';
import { expect, test } from './harness/fixtures';
import { ulid } from './harness/team.mjs';

const at = () => new Date().toISOString();
const event = (id: string, kind: string, body: unknown) => ({ id: ulid(), case: id, kind, at: at(), body });
const review = (order: string, product: string, rating: string) =>
  event(`taobao:${order}:1`, 'review', {
    platform: 'taobao',
    order,
    item: '1',
    product,
    buyer: '云**朵',
    text: '=HYPERLINK("http://evil.example")',
    rating,
    rated_at: at(),
  });

/** The cells of a workbook of ours, whose parts are stored as they are. A number is a number. */
function cells(workbook: Buffer): (string | number)[][] {
  const text = (xml: string) =>
    xml.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '');
  return [...workbook.toString('utf8').matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, row]) =>
    [...(row ?? '').matchAll(/<c [^>]*>(?:<v>(.*?)<\/v>|<is><t [^>]*>(.*?)<\/t><\/is>)<\/c>/gs)].map(
      ([, number, string]) => (number === undefined ? text(string ?? '') : Number(number)),
    ),
  );
}

test('figures open their rows and downloads say what the screen says', async ({ desk, team }) => {
  const orders = ['3456789012345678901', '3456789012345678902', '3456789012345678903'];
  await team.call('POST', '/v1/events', {
    events: [
      review(orders[0] ?? '', '四件套', 'bad'),
      review(orders[1] ?? '', '四件套', 'neutral'),
      review(orders[2] ?? '', '羽绒被', 'good'),
    ],
  });
  const page = await signIn(desk.context, team);
  await page.goto(`${team.origin}/?view=overview`);
  const figure = (words: string) => page.locator('a.figure', { hasText: words });
  await expect(figure('新案例').locator('strong')).toHaveText('3');
  await expect(page.locator('.plot canvas')).toBeVisible();
  await figure('中差评').click();
  await expect(page.locator('[data-case]')).toHaveCount(2);

  await page.goBack();
  const day = page.getByRole('group', { name: '一天的数字' });
  await expect(day.getByRole('link')).toHaveText(['新案例 3', '中差评 2', '已解决 0']);
  await day.getByRole('button', { name: '前一天' }).click();
  await expect(day.getByRole('link')).toHaveText(['新案例 0', '中差评 0', '已解决 0']);
  await day.getByRole('button', { name: '后一天' }).press('Enter');
  await expect(day.getByRole('button', { name: '后一天' })).toBeDisabled();
  const plot = await page.locator('.plot .u-over').boundingBox();
  if (!plot) throw new Error('the plot has no box');
  await page.mouse.move(plot.x + plot.width / 2, plot.y + plot.height / 2);
  await expect(day.getByRole('link').first()).toHaveText('新案例 0');
  await page.mouse.move(plot.x + plot.width - 2, plot.y + plot.height / 2);
  await day.getByRole('link', { name: '中差评 2' }).click();
  await expect(page.locator('[data-case]')).toHaveCount(2);

  await page.goto(`${team.origin}/?view=products`);
  await expect(page.locator('table.figures tr')).toHaveCount(3);
  const shown = await page
    .locator('table.figures tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  expect(shown).toEqual([
    ['商品', '案例', '中差评', '上期', '变化'],
    ['四件套', '2', '2', '0', '2'],
    ['羽绒被', '1', '0', '0', '1'],
  ]);
  const saved = async (button: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    return readFileSync(await download.path());
  };
  expect((await saved('下载 CSV')).toString('utf8')).toBe(
    `\uFEFF${shown.map((row) => row.join(',')).join('\r\n')}\r\n`,
  );

  const figures = cells(await saved('下载 Excel'));
  expect(figures.map((row) => row.map(String))).toEqual(shown);
  expect(figures[1]?.slice(1)).toEqual([2, 2, 0, 2]);

  // A filter holds for the screen and for both files.
  await page.goto(`${team.origin}/?all=1&product=${encodeURIComponent('四件套')}`);
  await expect(page.locator('[data-case]')).toHaveCount(2);
  expect(cells(await saved('下载 Excel')).map(([, , order]) => order)).toEqual(['订单', ...orders.slice(0, 2)]);

  await page.goto(`${team.origin}/?all=1`);
  await expect(page.locator('[data-case]')).toHaveCount(3);
  const workbook = await saved('下载 Excel');
  expect(cells(workbook).map((row) => row[2])).toEqual(['订单', ...orders]);
  expect(workbook.toString('utf8')).not.toContain('<f>');
  expect((await saved('下载 CSV')).toString('utf8')).toContain('"\t=HYPERLINK(""http://evil.example"")"');
});

for (const view of ['overview', 'people', 'packs', 'members']) {
  test(`the page ${view} fits a phone and names all its controls`, async ({ desk, team }) => {
    const page = await signIn(desk.context, team);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${team.origin}/?view=${view}`);
      await page.locator('main h1').waitFor();
      // What is drawn before the window's new width has come to all of it is drawn once more.
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    const controls = page.locator('main').locator(':is(button, input, select, textarea, a):visible');
    for (const control of await controls.all()) await expect(control).toHaveAccessibleName(/\S/);
  });
}

test("the team's own spreadsheet is taken over once, its faults told by row", async ({ desk, team }) => {
  const page = await signIn(desk.context, team);
  await page.goto(`${team.origin}/?view=import`);
  const file = page.getByLabel('选择表格');
  const upload = (name: string, buffer: Buffer) => file.setInputFiles({ name, mimeType: 'text/csv', buffer });
  const text = [
    '登记日期,订单编号,商品名称,买家昵称,差评原因,沟通过程,处理状态,备用',
    '2026/11/2 9:05,3456789012345678901,四件套,云朵朵,色差、尺码,"说""偏小"", 已补发",已解决,x',
    '2026-11-03,3.45679E+18,四件套,小鱼,质量,问过,,',
    '2026-11-04,3456789012345678903,四件套,小鱼,质量,回电 13812345678,,',
  ].join('\r\n');
  await upload('登记.csv', Buffer.from(text));
  await expect(page.getByLabel('“订单编号”是什么')).toHaveValue('order');
  await expect(page.getByLabel('“备用”是什么')).toHaveValue('');
  await page.getByRole('button', { name: '导入 3 行' }).click();
  await expect(page.locator('.said')).toHaveText('导入完成：新增 6 条记录，0 条早已有，2 处有问题。');
  await expect(page.locator('.faults')).toContainText('第 3 行：订单号“3.45679E+18”被表格改成了科学计数法');
  await expect(page.locator('.faults')).toContainText('第 4 行：含有');
  const { state } = await team.call('GET', '/v1/cases/taobao:3456789012345678901:0');
  expect(state.review).toMatchObject({ product: '四件套', buyer: '云**朵', rated_at: '2026-11-02T09:05:00+08:00' });
  expect(state.notes[0].text).toBe('说"偏小", 已补发');
  expect(state.fields.reasons.value).toEqual(['色差', '尺码']);

  await page.getByRole('button', { name: '导入 3 行' }).click();
  await expect(page.locator('.said')).toHaveText('导入完成：新增 0 条记录，6 条早已有，2 处有问题。');

  // What the board itself gives as Excel can be read back, ids whole.
  await page.goto(`${team.origin}/?all=1`);
  await page.locator('[data-case]').first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载 Excel' }).click(),
  ]);
  const sheet = readFileSync(await download.path());
  await page.goto(`${team.origin}/?view=import`);
  await upload('案例.xlsx', sheet);
  await expect(page.locator('table.figures')).toContainText('3456789012345678901');
  await expect(page.getByLabel('“订单”是什么')).toHaveValue('order');
});

test('the lead erases a case, renames a member and makes another lead', async ({ desk, team }) => {
  const order = '3456789012345678904';
  await team.call('POST', '/v1/events', { events: [review(order, '四件套', 'bad')] });
  const { member } = await team.call('POST', '/v1/join', { code: await team.invite(), name: '小王' });
  const page = await signIn(desk.context, team);
  await page.goto(`${team.origin}/?case=taobao:${order}:1`);
  await expect(page.locator('blockquote')).toContainText('HYPERLINK');
  await page.getByRole('button', { name: '清除文字' }).click();
  await page.getByRole('button', { name: '清除', exact: true }).click();
  await expect(page.locator('blockquote')).toHaveText('内容已按要求清除');

  await page.goto(`${team.origin}/?view=members`);
  const line = page.locator(`[data-member="${member}"]`);
  await line.getByRole('button', { name: '改名' }).click();
  await page.getByRole('textbox', { name: '姓名' }).fill('王小小');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(line).toContainText('王小小');
  await line.getByRole('button', { name: '改为主管' }).click();
  await page.getByRole('button', { name: '确定' }).click();
  await expect(line.getByRole('button', { name: '改为客服' })).toBeVisible();
});

test('a script an agent proposes is in effect once the lead approves it', async ({ desk, joined }) => {
  const item = {
    id: 'team-hello',
    title: '团队问候',
    text: '亲，您好，请稍等，我马上帮您看。',
    phase: '确认',
    reasons: [],
    buyer_types: [],
    channels: ['旺旺'],
    platforms: ['taobao'],
    ratings: [],
  };
  await joined.call('POST', '/v1/proposals', { kind: 'scripts', item, why: '晚班常用' });
  const page = await signIn(desk.context, joined);
  await page.goto(`${joined.origin}/?view=packs`);
  await expect(page.locator('.proposal')).toContainText('团队问候');
  await page.getByRole('button', { name: '通过' }).click();
  await expect(page.locator('.proposals')).toContainText('待审批（0）');
  await expect(page.locator('.pack').first()).toContainText('1 条');
  expect((await joined.call('GET', '/v1/packs/scripts')).body.items[0].id).toBe('team-hello');
});
