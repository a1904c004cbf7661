// A computer whose clock is wrong: what runs out is counted by the team's server, on the page and in the panel alike.
import { caseOf } from './harness/case.mjs';
import { expect, test } from './harness/fixtures';
import { Network } from './harness/network.mjs';
import { badges } from './harness/page.mjs';
import { settled } from './harness/sight';

const AHEAD_MS = 3 * 3_600_000;

/** An answer whose Date is that of a server so far ahead. */
const ahead: Parameters<Network['during']>[0] = () => async (to) => {
  const { status, headers, body } = await to.forward();
  to.response.writeHead(status, { ...headers, date: new Date(Date.now() + AHEAD_MS).toUTCString() });
  to.response.end(body);
};

test("a clock three hours behind the server's runs out when the server's does", async ({
  desk,
  server,
  team,
  site,
}) => {
  const row = site.rows()[0];
  const id = row ? caseOf(row) : '';
  const state = async (page: Parameters<typeof badges>[0]) =>
    (await badges(page)).find((badge) => badge.case === id)?.state;
  const page = await desk.list();
  await settled(page, site.rows());
  expect(await state(page)).toBe('urgent');
  const network = await Network.before(server);
  network.during(ahead);
  try {
    await desk.extension.ask('join', { origin: network.origin, code: await team.invite(), name: '小陈' });
    await desk.extension.ask('sync.now');
    const { skew } = await desk.extension.ask('status');
    expect(Math.abs(skew - AHEAD_MS)).toBeLessThan(5_000);
    await page.reload();
    await settled(page, site.rows());
    await expect.poll(() => state(page)).toBe('over');
    const { badge } = await desk.extension.ask('case', { case: id });
    expect(badge.state).toBe('over');
  } finally {
    await network.stop();
  }
});
