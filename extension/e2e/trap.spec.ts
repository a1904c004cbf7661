// An engine that traps is thrown away; the next one knows the same cases.
import { expect, test } from './harness/fixtures';
import { BRIBE } from './harness/reply.mjs';

/** Spoils the running engine's memory the next time the worker looks at it, once: its next step traps. */
const spoil = () => {
  const whole = Object.getOwnPropertyDescriptor(WebAssembly.Memory.prototype, 'buffer');
  if (!whole?.get) throw new Error('no getter to stand in for');
  const get = whole.get;
  Object.defineProperty(WebAssembly.Memory.prototype, 'buffer', {
    configurable: true,
    get() {
      Object.defineProperty(WebAssembly.Memory.prototype, 'buffer', whole);
      const memory = get.call(this);
      new Uint8Array(memory).fill(0xff);
      return memory;
    },
  });
};

test('a trap replaces the engine, loses no note and is counted', async ({ desk }) => {
  desk.allow(/unreachable|RuntimeError|memory access|panic|fatal|trap/i);
  await desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text: '崩之前写的' } });
  const labels = async () => (await desk.extension.ask('check', { text: BRIBE, platform: 'taobao' })).labels;
  expect(await labels()).toEqual(['review_inducement']);

  const worker = desk.context.serviceWorkers()[0];
  if (!worker) throw new Error('no service worker');
  await worker.evaluate(spoil);
  await labels().catch(() => {}); // the call that traps may fail, or be made again by the worker

  expect(await labels()).toEqual(['review_inducement']);
  const { state } = await desk.extension.ask('case', { case: 'taobao:1:2' });
  expect(state.notes).toMatchObject([{ text: '崩之前写的' }]);
  expect((await desk.extension.ask('status')).engine).toMatchObject({ state: 'ready', traps: 1 });
});
