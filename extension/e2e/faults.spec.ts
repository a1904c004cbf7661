// Between extension and backend goes wrong what can: every note arrives once, and meanwhile its
// writer is told the truth.
import { test as base, expect } from './harness/fixtures';
import { FAULTS, Network } from './harness/network.mjs';
import type { Team } from './harness/team.mjs';

const test = base.extend<{ network: Network }>({
  network: async ({ server, team, desk }, use) => {
    desk.allow(/Failed to load resource|net::ERR|CORS policy|Fetch API cannot load/);
    const network = await Network.before(server);
    await desk.extension.ask('join', { origin: network.origin, code: await team.invite(), name: '小陈' });
    await use(network);
    await network.stop();
  },
});

const CASE = 'taobao:1:2';
const notes = async (team: Team) => (await team.events()).filter((e) => e.kind === 'note').map((e) => e.body.text);

/** Faults in which the extension cannot know that its push arrived, so that it must say that it waits. */
const UNSURE = Object.keys(FAULTS).filter((name) => !/late|twice|later/.test(name));

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`${name}: nothing is lost and nothing doubled`, async ({ desk, team, network }) => {
    const { extension } = desk;
    const write = (text: string) => extension.ask('record', { case: CASE, kind: 'note', body: { text } });
    const status = () => extension.ask('status');
    network.during(() => fault);
    await write('一');
    await write('二');
    await extension.ask('sync.now');
    expect(network.met).toBeGreaterThan(0);
    if (UNSURE.includes(name)) {
      const { sync, store } = await status();
      expect(sync.state).toMatch(/waiting|failed|revoked/);
      expect(sync.error).toMatch(/[\u4e00-\u9fff]/);
      expect(store.queued).toBe(2);
      const { state } = await extension.ask('case', { case: CASE });
      expect(state.notes.map((n: { text: string; pending?: boolean }) => [n.text, n.pending])).toEqual([
        ['一', true],
        ['二', true],
      ]);
    }
    network.during(() => undefined);
    await write('三');
    await extension.ask('sync.now');
    await expect.poll(() => notes(team)).toEqual(['一', '二', '三']);
    await expect.poll(async () => (await status()).store.queued).toBe(0);
    expect((await status()).sync).toMatchObject({ state: 'idle', error: '' });
    const { state } = await extension.ask('case', { case: CASE });
    expect(state.notes.map((n: { text: string }) => n.text)).toEqual(['一', '二', '三']);
  });
}

/** Numbers that follow from a seed alone (mulberry32). */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const { SEED, NETWORKS = '3' } = process.env;
const SEEDS = SEED ? [Number(SEED)] : Array.from({ length: Number(NETWORKS) }, (_, i) => i + 1);

for (const seed of SEEDS) {
  test(`SEED=${seed}: notes through a bad network and a worker killed at any time`, async ({ desk, team, network }) => {
    const next = random(seed);
    const all = Object.values(FAULTS);
    network.during(() => (next() < 0.6 ? all[Math.floor(next() * all.length)] : undefined));
    const texts: string[] = [];
    for (let i = 0; i < 12; i++) {
      texts.push(`第${i + 1}条`);
      await desk.extension.ask('record', { case: CASE, kind: 'note', body: { text: texts.at(-1) } });
      // Killed in the middle of whatever it is doing, or left to it.
      const syncing = desk.extension.ask('sync.now').catch(() => undefined);
      if (next() < 0.5) {
        await new Promise((r) => setTimeout(r, next() * 60));
        await desk.extension.kill();
      }
      await Promise.race([syncing, new Promise((r) => setTimeout(r, 1500))]);
    }
    expect(network.met).toBeGreaterThan(5);
    network.during(() => undefined);
    await expect(async () => {
      await desk.extension.ask('sync.now');
      expect((await desk.extension.ask('status')).store.queued).toBe(0);
    }).toPass();
    expect((await notes(team)).sort()).toEqual([...texts].sort());
    const { state } = await desk.extension.ask('case', { case: CASE });
    expect(state.notes.map((n: { text: string }) => n.text)).toEqual(await notes(team));
  });
}
