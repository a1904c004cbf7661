// A worker started from nothing: what waking costs, and what the engine adds to it.
import { percentile } from '../harness/profile.mjs';

const ROUNDS = 9;

/** Median ms from a dead worker to the answer of a request. */
async function woken(extension, name, body) {
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    await extension.ask(name, body);
    await extension.kill();
    const began = performance.now();
    await extension.ask(name, body);
    times.push(performance.now() - began);
  }
  return percentile(times, 0.5);
}

/** @param {Awaited<ReturnType<typeof import('../harness/stage.mjs').stage>>} all */
export async function wake({ extension }) {
  const alone = await woken(extension, 'draft.get', { key: 'bench' });
  const engine = await woken(extension, 'check', { text: '亲,改成好评给您返10元红包' });
  return [
    { what: 'worker asleep to first answer without the engine', value: alone, unit: 'ms' },
    { what: 'worker asleep to first check', value: engine, unit: 'ms' },
    { what: 'engine cold start in the worker', value: engine - alone, unit: 'ms', budget: 120 },
  ];
}
