// Boxes that do not take a script: too short for it, or closed to all but the keyboard.
import type { Row } from '../console/rows.mjs';
import { expect, test } from '../harness/fixtures';
import { said } from '../harness/reply.mjs';
import { openEditor, type Place } from './place';

test.use({ browsing: 'kept' });

async function pick(place: Place) {
  await place.page.keyboard.type('/wlc');
  await said(place.at, /找「wlc」/);
  await place.page.keyboard.press('ArrowDown');
  await place.page.keyboard.press('Enter');
}

for (const kind of ['short', 'counted'])
  test(`${kind}: what would not fit is said, and nothing is cut`, async ({ desk, site }) => {
    const place = await openEditor(desk, site.rows()[0] as Row, kind);
    await pick(place);
    await said(place.at, /最多收 40 字/);
    expect(await place.model()).toBe('/wlc');
  });

test('a paste that will be cut off is spoken of', async ({ desk, site }) => {
  await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const place = await openEditor(desk, site.rows()[0] as Row, 'short');
  await place.page.evaluate(() => navigator.clipboard.writeText('很抱歉。'.repeat(12)));
  await place.page.keyboard.press('Control+v');
  await said(place.at, /多了 8 字，这里最多收 40 字/);
  expect((await place.model()).length).toBe(40);
});

test('a box that takes nothing leaves the script on the clipboard and says so', async ({ desk, site }) => {
  await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const place = await openEditor(desk, site.rows()[0] as Row, 'stubborn');
  await pick(place);
  await said(place.at, /复制好了/);
  expect(await place.model()).toBe('/wlc');
  expect((await place.page.evaluate(() => navigator.clipboard.readText())).length).toBeGreaterThan(40);
});
