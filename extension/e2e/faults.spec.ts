// Whatever the network between extension and backend does, each note arrives once, in order.
import { FAULTS, FaultyNetwork } from './harness/faulty.mjs';
import { expect, test } from './harness/fixtures';

test('a note written under each fault of the network arrives once', async ({ desk, team }) => {
  desk.allow(/Failed to load resource|ERR_|CORS/);
  const network = await new FaultyNetwork(team.origin).start();
  try {
    await desk.extension.ask('join', { origin: network.origin, code: await team.invite(), name: '小陈' });
    const texts: string[] = [];
    for (const fault of Object.keys(FAULTS)) {
      network.met = 0;
      network.fault = fault;
      texts.push(`写在“${fault}”里`);
      await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text: texts.at(-1) } });
      await desk.extension.ask('sync.now').catch(() => undefined);
      await expect.poll(() => network.met, { message: fault }).toBeGreaterThan(0);
      // Shown all the while, whether or not it got through.
      const { state } = await desk.extension.ask('case', { case: 'taobao:1:2' });
      expect(state.notes.map((n: { text: string }) => n.text)).toEqual(texts);
      network.fault = '';
      await desk.extension.ask('sync.now');
      await expect
        .poll(async () => (await desk.extension.ask('status')).store, { message: fault })
        .toMatchObject({
          queued: 0,
          events: texts.length,
        });
    }
    const log = await team.events();
    expect(log.map((event) => event.body.text)).toEqual(texts);
    expect((await desk.extension.ask('status')).sync.state).toBe('idle');
  } finally {
    await network.stop();
  }
});

test('a worker killed at many moments of a sync loses nothing and doubles nothing', async ({ desk, joined }) => {
  const texts: string[] = [];
  for (let n = 0; n < 12; n++) {
    texts.push(`第 ${n} 条`);
    await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text: texts.at(-1) } });
    // The sync that the note set off is somewhere between two of its steps.
    await new Promise((resolve) => setTimeout(resolve, n * 4));
    await desk.extension.kill();
  }
  await desk.extension.ask('sync.now');
  await expect.poll(async () => (await desk.extension.ask('status')).store).toMatchObject({ queued: 0, events: 12 });
  expect((await joined.events()).map((event) => event.body.text)).toEqual(texts);
});
