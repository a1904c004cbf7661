// The shipped engine.wasm by itself, under Node's V8: folding a team's whole log, and what the
// panel asks of it then.
import { engine } from '../harness/engine.mjs';
import { percentile } from '../harness/profile.mjs';
import { ulid } from '../harness/team.mjs';

const EVENTS = 100_000;
const BATCH = 500;
const START = Date.UTC(2026, 0, 1);
const NOW = '2026-11-22T10:00:00+08:00';

/** Operations of wasm/contract.go that are asked here, by number. */
const FOLD = 11;
const CASE = 13;
const LIST = 14;

/** A log as a team writes it: a review, then on average three things done about it. @param {number} seq */
function event(seq) {
  const of = Math.floor((seq - 1) / 4);
  const order = String(3_300_000_000_000_000_000n + BigInt(of));
  const at = new Date(START + seq * 60_000).toISOString();
  const base = { id: ulid(START + seq), seq, actor: `m${seq % 30}`, case: `taobao:${order}:97950${of % 400}`, at };
  const review = {
    platform: 'taobao',
    order,
    item: `97950${of % 400}`,
    product: `蓝牙耳机 ${of % 400} 号`,
    buyer: '王**',
    text: '音质一般，左边夹耳朵，物流也慢，客服半天不回。',
    sentiment: 'negative',
    rated_at: at,
  };
  const bodies = [
    ['review', review],
    ['note', { text: `第${of}单电话致歉，答应补发一副，等买家回复` }],
    ['contact', { channel: '电话', result: '接了，说再用用看', when: at }],
    ['field', { name: 'status', value: of % 3 ? '已联系' : '已解决' }],
  ];
  const [kind, body] = bodies[(seq - 1) % 4] ?? [];
  return { ...base, kind, body };
}

export async function folding() {
  const { ask, size } = await engine('clocks');
  const batches = [];
  for (let seq = 1; seq <= EVENTS; seq += BATCH) batches.push(Array.from({ length: BATCH }, (_, i) => event(seq + i)));
  const began = performance.now();
  batches.forEach((events, i) => void ask(FOLD, { reset: i === 0, events }));
  const whole = performance.now() - began;

  /** Of twenty times after the first, which has to make what the others find made. @param {() => void} once */
  const timed = (once) => {
    const times = [];
    for (let i = 0; i < 21; i++) {
      const from = performance.now();
      once();
      times.push(performance.now() - from);
    }
    return { first: times.shift() ?? 0, p95: percentile(times, 0.95) };
  };
  let seq = EVENTS;
  const one = timed(() => ask(FOLD, { reset: false, events: [event(++seq)] }));
  const full = size();
  const small = await engine('clocks');
  for (const events of batches.slice(0, 40)) small.ask(FOLD, { reset: false, events });
  const search = timed(() => small.ask(LIST, { now: NOW, me: 'm1', text: '蓝牙耳机 77', limit: 200 }));
  const { case: id } = event(9_001);
  const open = timed(() => small.ask(CASE, { now: NOW, case: id }));
  return [
    { what: 'refold of 100,000 events in the engine', value: whole / 1000, unit: 's', budget: 3 },
    { what: "the engine's memory then", value: full, unit: 'MB', budget: 60 },
    { what: 'refold after one event more, p95', value: one.p95, unit: 'ms', budget: 5 },
    { what: 'search of 5,000 cases, p95', value: search.p95, unit: 'ms', budget: 50 },
    { what: 'the first of them, which folds all 5,000', value: search.first, unit: 'ms' },
    { what: 'a case of 5,000 opened, p95', value: open.p95, unit: 'ms', budget: 100 },
  ];
}
