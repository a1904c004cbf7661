// Notes cannot be lost: whatever dies between writing and the lead's board, each arrives once.

import { caseOf } from './harness/case.mjs';
import { expect, test } from './harness/fixtures';
import { Network } from './harness/network.mjs';
import { type Team, ulid } from './harness/team.mjs';

const notes = async (team: Team) => (await team.events()).filter((e) => e.kind === 'note').map((e) => e.body.text);

for (const runtime of ['native', 'workerd'] as const) {
  test.describe(`on ${runtime}`, () => {
    test.use({ runtime });

    test('a note reaches the backend within 5 seconds, once', async ({ desk, joined, site }) => {
      const row = site.rows()[0];
      if (!row) throw new Error('no rows');
      const { event } = await desk.extension.ask('record', {
        case: caseOf(row),
        kind: 'note',
        body: { text: '已电话致歉，补发中' },
      });
      await expect.poll(() => notes(joined), { timeout: 5000, intervals: [100] }).toEqual(['已电话致歉，补发中']);
      await expect.poll(async () => (await desk.extension.ask('status')).store.queued, { timeout: 5000 }).toBe(0);
      const { state } = await desk.extension.ask('case', { case: caseOf(row) });
      expect(state.notes).toMatchObject([{ id: event.id, text: '已电话致歉，补发中' }]);
      expect(state.notes[0].pending ?? false).toBe(false);
    });

    test('notes written while the backend is down arrive when it is back, in order, once', async ({
      desk,
      joined,
      server,
    }) => {
      desk.allow(/ERR_CONNECTION_REFUSED|Failed to load resource/);
      await server.stop();
      for (const text of ['一', '二', '三'])
        await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text } });
      await expect.poll(async () => (await desk.extension.ask('status')).sync.state).toMatch(/waiting|failed/);
      const { state } = await desk.extension.ask('case', { case: 'taobao:1:2' });
      expect(state.notes.map((n: { text: string; pending?: boolean }) => [n.text, n.pending])).toEqual([
        ['一', true],
        ['二', true],
        ['三', true],
      ]);
      await server.start();
      await desk.extension.ask('sync.now');
      await expect.poll(() => notes(joined)).toEqual(['一', '二', '三']);
      expect((await desk.extension.ask('status')).store.queued).toBe(0);
    });
  });
}

test('a worker killed between note and push loses nothing', async ({ desk, joined, server }) => {
  desk.allow(/ERR_CONNECTION_REFUSED|Failed to load resource/);
  await server.stop();
  await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text: '写完就断' } });
  expect(await desk.extension.kill()).toBe(true);
  await server.start();
  const { store } = await desk.extension.ask('status');
  expect(store.events + store.queued).toBeGreaterThanOrEqual(1);
  await desk.extension.ask('sync.now');
  await expect.poll(() => notes(joined)).toEqual(['写完就断']);
});

test('a worker killed at once after every note sends each of them once', async ({ desk, joined }) => {
  const texts = ['甲', '乙', '丙', '丁', '戊'];
  for (const text of texts) {
    await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text } });
    await desk.extension.kill();
  }
  await desk.extension.ask('sync.now');
  await expect.poll(async () => (await notes(joined)).sort()).toEqual(texts.sort());
});

test('a browser closed with notes pending sends them after it was opened again', async ({ desk, joined, server }) => {
  desk.allow(/ERR_CONNECTION_REFUSED|Failed to load resource/);
  await server.stop();
  await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text: '关机前写的' } });
  await desk.extension.ask('draft.put', { key: 'note:taobao:1:2', text: '还没写完的' });
  await desk.restart();
  expect((await desk.extension.ask('status')).store.queued).toBe(1);
  expect((await desk.extension.ask('draft.get', { key: 'note:taobao:1:2' })).text).toBe('还没写完的');
  await server.start();
  await expect.poll(() => notes(joined), { timeout: 35_000 }).toEqual(['关机前写的']);
});

test('a new device says how much of a long log it has read, and goes on where it was killed', async ({
  desk,
  team,
  server,
}) => {
  const note = (n: number) => ({
    id: ulid(),
    case: `taobao:1:${n}`,
    kind: 'note',
    at: new Date().toISOString(),
    body: { text: `第${n}条` },
  });
  const many = Array.from({ length: 2200 }, (_, n) => note(n));
  for (let at = 0; at < many.length; at += 200)
    await team.call('POST', '/v1/events', { events: many.slice(at, at + 200) });
  const network = await Network.before(server);
  network.during((request) =>
    request.url?.startsWith('/v1/events?after=')
      ? async (to) => {
          await new Promise((resolve) => setTimeout(resolve, 800));
          await to.pass();
        }
      : undefined,
  );
  const { extension } = desk;
  const panel = await extension.view('panel');
  const joining = extension
    .ask('join', { origin: network.origin, code: await team.invite(), name: '小陈' })
    .catch(() => {}); // the worker dies under it
  await expect(panel.locator('.chip.sync')).toHaveText(/^正在取团队记录 (22|45|68|90)%$/);
  await extension.kill();
  await joining;
  const { store } = await extension.ask('status');
  expect(store.events).toBeGreaterThanOrEqual(500);
  const asked: string[] = [];
  network.during((request) => void asked.push(request.url ?? ''));
  await expect(async () => {
    await extension.ask('sync.now');
    expect((await extension.ask('status')).store.events).toBe(2200);
  }).toPass();
  expect(asked.filter((url) => /[?&]after=0&/.test(url))).toEqual([]);
  expect((await extension.ask('status')).sync).toMatchObject({ state: 'idle', progress: null });
  await network.stop();
});

test('a draft survives the worker between two keystrokes', async ({ desk }) => {
  const key = 'note:taobao:3:4';
  await desk.extension.ask('draft.put', { key, text: '客户说' });
  await desk.extension.kill();
  expect((await desk.extension.ask('draft.get', { key })).text).toBe('客户说');
  await desk.extension.ask('draft.put', { key, text: '客户说周末' });
  await desk.extension.kill();
  expect((await desk.extension.ask('draft.get', { key })).text).toBe('客户说周末');
  await desk.extension.ask('draft.put', { key, text: '' });
  expect((await desk.extension.ask('status')).store.drafts).toBe(0);
});

test("the lead's note is in the agent's case after a pull, and keeps its order with the agent's own", async ({
  desk,
  joined,
}) => {
  await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text: '客服先写' } });
  await expect.poll(() => notes(joined)).toEqual(['客服先写']);
  const event = {
    id: ulid(),
    case: 'taobao:1:2',
    kind: 'note',
    at: new Date().toISOString(),
    body: { text: '主管后写' },
  };
  await joined.call('POST', '/v1/events', { events: [event] });
  await desk.extension.ask('sync.now');
  const { state } = await desk.extension.ask('case', { case: 'taobao:1:2' });
  expect(state.notes.map((n: { text: string }) => n.text)).toEqual(['客服先写', '主管后写']);
});

test("an erased case's texts leave the browser's own disk", async ({ desk, joined }) => {
  const told = (text: string) => ({ case: 'taobao:1:2', kind: 'note', body: { text } });
  await desk.extension.ask('record', told('要清除的一句'));
  await desk.extension.ask('record', { ...told('另一个案例'), case: 'taobao:9:2' });
  await expect.poll(async () => (await desk.extension.ask('status')).store.queued).toBe(0);
  await joined.call('POST', '/v1/erase', { case: 'taobao:1:2' });
  await desk.extension.ask('sync.now');
  const texts = () => desk.extension.stored('log');
  await expect.poll(texts).not.toContain('要清除的一句');
  expect(await texts()).toContain('另一个案例');
  const { state } = await desk.extension.ask('case', { case: 'taobao:1:2' });
  expect(state.notes.map((n: { text: string }) => n.text)).toEqual(['']);
});

test("a revoked member's copy of the team's log is wiped, their own unsent words stay", async ({ desk, joined }) => {
  desk.allow(/401|403|Failed to load resource/);
  await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text: '早已同步的' } });
  await expect.poll(async () => (await desk.extension.ask('status')).store.events).toBe(1);
  await joined.call('DELETE', `/v1/members/${(await desk.extension.ask('status')).sync.member}`);
  await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text: '还没发的' } });
  await desk.extension.ask('sync.now').catch(() => undefined);
  await expect.poll(async () => (await desk.extension.ask('status')).store).toMatchObject({ events: 0, queued: 1 });
});

test('a revoked member is told so and sends nothing more', async ({ desk, joined }) => {
  desk.allow(/401|403|Failed to load resource/);
  const { sync } = await desk.extension.ask('status');
  await joined.call('DELETE', `/v1/members/${sync.member}`);
  await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text: '撤销后写的' } });
  await desk.extension.ask('sync.now').catch(() => undefined);
  await expect.poll(async () => (await desk.extension.ask('status')).sync.state).toBe('revoked');
  expect(await notes(joined)).toEqual([]);
});

test('a code works once and a wrong one says so in Chinese', async ({ desk, team }) => {
  desk.allow(/40\d|Failed to load resource/);
  const code = await team.invite();
  await desk.extension.ask('join', { origin: team.origin, code, name: '小陈' });
  await desk.extension.ask('leave');
  await expect(desk.extension.ask('join', { origin: team.origin, code, name: '小陈' })).rejects.toThrow(
    /[\u4e00-\u9fff]/,
  );
  expect((await desk.extension.ask('status')).sync.state).toBe('none');
});
