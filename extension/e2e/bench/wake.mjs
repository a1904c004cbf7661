// A worker started from nothing: what waking costs, and what the engine adds to it.
import { percentile } from '../harness/profile.mjs';

const ROUNDS = 15;
const TYPED = '亲,改成好评给您返10元红包';

/** @typedef {Awaited<ReturnType<typeof import('../harness/stage.mjs').stage>>} Stage */

/** Median ms from a dead worker to the answer. @param {Stage['extension']} extension @param {() => Promise<unknown>} asks */
async function woken(extension, asks) {
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    await asks();
    await extension.kill();
    const began = performance.now();
    await asks();
    times.push(performance.now() - began);
  }
  return percentile(times, 0.5);
}

/** @param {Stage} all */
export async function wake({ extension }) {
  const alone = await woken(extension, () => extension.ask('draft.get', { key: 'bench' }));
  const key = await woken(extension, () => extension.key(TYPED));
  const report = await woken(extension, () => extension.ask('check', { text: TYPED }));
  return [
    { what: 'worker asleep to first answer without the engine', value: alone, unit: 'ms' },
    { what: "worker asleep to a key's first check", value: key, unit: 'ms' },
    { what: 'engine cold start in the worker', value: key - alone, unit: 'ms', budget: 120 },
    { what: 'worker asleep to a first check with its findings explained', value: report, unit: 'ms' },
  ];
}
