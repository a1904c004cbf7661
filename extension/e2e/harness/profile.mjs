// How much of a page's main thread is ours, by the browser's trace. A call into a script of an extension
// is ours; a mixed run of microtasks is by the share of the sampling profiler's stacks that hold one
// of our functions. It is counted in processor time of the thread: while the machine ran something
// else, nobody's page was kept waiting by us. Collecting garbage is left out: whose it was cannot be told.

const CATEGORIES = ['toplevel', 'v8', 'v8.execute', 'devtools.timeline', 'disabled-by-default-v8.gc'];
const TASK = 'ThreadControllerImpl::RunTask';
/** What a script runs in, of which one task may hold several. */
const RUNS = new Set(['FunctionCall', 'RunMicrotasks', 'EvaluateScript']);
const GARBAGE = /^(MinorGC|MajorGC|V8\.GC\w*|CppGC\.\w+)$/;
/** Microseconds between two samples: each costs the thread some 100, so that ten in a millisecond leave it little else. */
const INTERVAL = 1000;
/** The same where each run is one call, told by its script's address: a sample in it only makes it longer. */
export const CALLS_ONLY = 100_000;

/**
 * @typedef {object} Slice an unbroken stretch of our work within one task
 * @property {number} at ms since the profile began, on the clock
 * @property {number} ms of the processor
 * @property {string[][]} stacks that were sampled in it, innermost function first
 *
 * @typedef {object} Own
 * @property {Slice[]} slices in the order of time
 * @property {number} total ms of the processor
 *
 * @typedef {{name: string, pid: number, tid: number, ts: number, dur: number, tdur: number, args: any}} Event
 * @typedef {{ours: boolean, stack: string[]}} Place
 */

/**
 * One at a time in one browser. @param {import('playwright-core').CDPSession} cdp of the page
 * @param {(url: string | undefined) => boolean} [whose] the scripts whose work is told, those of extensions
 * @param {number} [interval] microseconds between two samples
 */
export async function profile(cdp, whose = isOurs, interval = INTERVAL) {
  /** @type {Event[]} */
  const events = [];
  const collect = (/** @type {any} */ { value }) => events.push(...value);
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval });
  await cdp.send('Profiler.start');
  const began = now();
  return {
    /** @returns {Promise<Own>} */
    async stop() {
      const { profile: taken } = await cdp.send('Profiler.stop');
      const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
      await cdp.send('Tracing.end');
      await complete;
      cdp.off('Tracing.dataCollected', collect);
      return own(taken, events, began, whose);
    },
  };
}

/** Microseconds of the monotonic clock, which is the trace's own. */
const now = () => Number(process.hrtime.bigint() / 1000n);

/**
 * @param {any} taken a Profiler.Profile @param {Event[]} events @param {number} began
 * @param {(url: string | undefined) => boolean} whose @returns {Own}
 */
function own(taken, events, began, whose) {
  const here = mainThread(events).filter((e) => e.ts >= began);
  const garbage = outermost(here.filter((e) => GARBAGE.test(e.name)));
  const runs = outermost(here.filter((e) => RUNS.has(e.name)));
  const samples = placed(taken, whose);
  /** @type {Slice[]} */
  const slices = [];
  for (const task of outermost(here.filter((e) => e.name === TASK))) {
    /** @type {Slice | undefined} */
    let open;
    for (const run of within(task, runs)) {
      const inside = within(run, samples);
      const mine = inside.filter((sample) => sample.place.ours);
      const called = whose(run.args.data?.url);
      // Too short to be sampled, it is what the call before it left to do.
      const share = called || (inside.length === 0 && open) ? 1 : mine.length / Math.max(1, inside.length);
      if (share === 0) {
        open = undefined;
        continue;
      }
      if (!open) {
        open = { at: (run.ts - began) / 1000, ms: 0, stacks: [] };
        slices.push(open);
      }
      const collecting = within(run, garbage).reduce((sum, e) => sum + spent(e), 0);
      open.ms += (Math.max(0, spent(run) - collecting) * share) / 1000;
      open.stacks.push(...mine.map(({ place }) => place.stack));
    }
  }
  return { slices, total: slices.reduce((sum, s) => sum + s.ms, 0) };
}

export const isOurs = (/** @type {string | undefined} */ url) => Boolean(url?.startsWith('chrome-extension://'));

/**
 * Microseconds of the processor. The thread's own clock leaps ahead in a virtual machine that was held up: 16.4 ms
 * of it within 3.1 ms on the wall were seen; no thread works longer than the time that went by.
 * @param {Event} event
 */
const spent = ({ tdur, dur }) => Math.min(tdur, dur);

/** Those that lie in none of the others, in the order of time. @param {Event[]} events */
function outermost(events) {
  let end = 0;
  return events
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
    .filter((e) => {
      if (e.ts < end) return false;
      end = e.ts + e.dur;
      return true;
    });
}

/**
 * What lies in a stretch of time, of all that is in the order of time.
 * @template {{ts: number}} T
 * @param {Event} around @param {T[]} all @returns {T[]}
 */
function within({ ts, dur }, all) {
  const first = (/** @type {number} */ from) => {
    let low = 0;
    for (let high = all.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (all[middle].ts < from) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return all.slice(first(ts), first(ts + dur));
}

/** What the main thread of the page did: of several renderers, the busiest is the page's. @param {Event[]} events */
function mainThread(events) {
  const names = events.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain');
  const all = names.map(({ pid, tid }) => events.filter((e) => e.pid === pid && e.tid === tid && e.tdur !== undefined));
  return all.sort((a, b) => b.length - a.length)[0] ?? [];
}

/**
 * @param {any} taken a Profiler.Profile @param {(url: string | undefined) => boolean} whose
 * @returns {{ts: number, place: Place}[]} in the order of time
 */
function placed({ nodes, samples, timeDeltas, startTime }, whose) {
  const parents = new Map();
  for (const node of nodes) for (const child of node.children ?? []) parents.set(child, node);
  /** @type {Map<any, Place>} */
  const places = new Map();
  const place = (/** @type {any} */ node) => {
    const known = places.get(node);
    if (known) return known;
    const parent = parents.has(node.id) ? place(parents.get(node.id)) : undefined;
    const { url, functionName } = node.callFrame;
    const ours = parent?.ours || whose(url);
    const made = { ours, stack: [functionName || '(anonymous)', ...(parent?.stack ?? [])] };
    places.set(node, made);
    return made;
  };
  const byId = new Map(nodes.map((/** @type {any} */ node) => [node.id, node]));
  let at = startTime;
  return samples.map((/** @type {number} */ id, /** @type {number} */ i) => {
    at += timeDeltas[i];
    return { ts: at, place: place(byId.get(id)) };
  });
}

/** The value that share of all values do not exceed. @param {number[]} values @param {number} share */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
