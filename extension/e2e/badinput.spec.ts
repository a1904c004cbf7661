// Whatever the console answers, the page works, the extension lives, and the screen is enough.
import { LIST } from './console/server.mjs';
import { expect, test } from './harness/fixtures';
import { badges } from './harness/page.mjs';
import { compare, settled, sweep } from './harness/sight';

test.use({ browsing: 'kept' });

for (const json of ['malformed', 'deep', 'huge', 'types', 'hostile', 'html', 'empty']) {
  test(`an answer that is ${json} is ignored with a reason`, async ({ desk, site }) => {
    const page = await desk.list(`x-json=${json}`);
    await settled(page, site.rows());
    compare(await sweep(page), site.rows(), false);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    await expect
      .poll(async () => {
        const { pages } = await desk.extension.ask('health.get');
        return Object.values(pages.at(-1)?.ignored ?? {}).reduce((a: number, b) => a + Number(b), 0);
      })
      .toBeGreaterThan(0);
  });
}

test('an answer that is huge holds the page up no longer than the page itself is', async ({ desk, site }) => {
  const page = await desk.list('x-json=huge');
  await settled(page, site.rows());
  await page.getByRole('button', { name: '评价回复', exact: true }).first().click();
  const began = Date.now();
  await page.keyboard.press('Tab');
  await page.locator('textarea').fill('亲，很抱歉');
  expect(Date.now() - began).toBeLessThan(1000);
});

test('messages forged by the page harm nobody', async ({ desk, site }) => {
  // The page may keep the reader's port for itself and speak in its stead.
  const page = await desk.context.newPage();
  await page.addInitScript(() => {
    const ports: MessagePort[] = [];
    addEventListener('message', (event) => ports.push(...event.ports));
    Object.assign(window, { ports });
  });
  await page.goto(LIST);
  await settled(page, site.rows());
  const kept = await page.evaluate(() => {
    const { ports } = window as unknown as { ports: MessagePort[] };
    const api = 'mtop.rm.sellercenter.list.data.pc';
    const bodies: unknown[] = [1, null, {}, [], '', '{', '{"data":1}', { toString: 'x' }, '9'.repeat(1_000_000)];
    for (const body of bodies) {
      const whole = { part: 0, of: 1, text: body, answer: body };
      for (const forged of [
        { pingban: 'part', api, ...whole },
        { pingban: 'part', api: body, ...whole, text: '{}' },
        { pingban: 'part', api, ...whole, part: body },
        { pingban: 'part', api, ...whole, of: 9 },
        { pingban: body, api, ...whole },
        { pingban: 'ignored', api, reason: body },
        body,
      ]) {
        postMessage(forged, '*');
        for (const port of ports) port.postMessage(forged);
      }
    }
    return ports.length;
  });
  expect(kept).toBeGreaterThan(0);
  await page.waitForTimeout(500);
  compare(await sweep(page), site.rows(), true);
});

test('requests that are no requests are answered with an error or not at all', async ({ desk }) => {
  const { queued } = (await desk.extension.ask('status')).store;
  for (const [name, body] of [
    ['nothing', {}],
    ['see', { site: 'nowhere', sightings: 'x', rows: null }],
    ['check', { text: 12 }],
    ['check', 7],
    ['rows', { body: 7 }],
    ['rows', null],
    ['draft.put', { key: 'note:x', text: ['x'] }],
    ['record', { case: '', kind: 'note', body: {} }],
    ['record', { case: 'taobao:1:2', kind: 'erased', body: {} }],
    ['join', { origin: 'file:///etc', code: '', name: '' }],
    ['__proto__', {}],
    ['toString', {}],
  ] as const) {
    await expect(desk.extension.ask(name, body), name).rejects.toThrow(/./);
  }
  const wanted = await desk.extension.text('error_request', 'rows.body', await desk.extension.text('shape_text'));
  await expect(desk.extension.ask('rows', { body: 7 })).rejects.toThrow(wanted);
  expect((await desk.extension.ask('check', { text: '好评返现' })).findings).toBeInstanceOf(Array);
  expect((await desk.extension.ask('status')).store.queued).toBe(queued);
});

test('an engine fed 100,000 characters answers, and says how far it looked', async ({ desk }) => {
  const report = await desk.extension.ask('check', { text: `${'好'.repeat(100_000)}改成好评给您返10元红包` });
  expect(report.capped).toBe(true);
  expect((await desk.extension.ask('status')).engine.traps).toBe(0);
});

test('a page whose rows are no reviews gets nothing of ours', async ({ desk, site }) => {
  const page = await desk.context.newPage();
  await page.goto('https://myseller.taobao.com/home.htm/trade-platform/tp/sold');
  await page.evaluate(() => {
    const main = document.querySelector('main');
    if (main)
      main.innerHTML = '<table><tr><td>订单号：1234567890123456789 初次评价：2026-01-01 00:00</td></tr></table>';
  });
  await page.waitForTimeout(1000);
  expect(await badges(page)).toEqual([]);
  expect(site.replies).toEqual([]);
});
