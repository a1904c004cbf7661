// How much of a page's main thread is ours. Whose a moment is says the browser's sampling profiler: ours
// where any frame of the stack is a script of an extension. How long a task took says its trace, in
// processor time of the thread: while the machine ran something else, nobody's page was kept waiting
// by us. Collecting garbage is not counted: whose it was cannot be told.

const CATEGORIES = ['toplevel', 'v8', 'devtools.timeline', 'disabled-by-default-v8.gc'];
const TASK = 'ThreadControllerImpl::RunTask';
const GARBAGE = /^(MinorGC|MajorGC|V8\.GC\w*|CppGC\.\w+)$/;
/**
 * Microseconds between two samples. On a busy machine a thread that is interrupted ten times in a
 * millisecond does little else; what takes a millisecond at most cannot be told by fewer.
 */
const INTERVAL = { coarse: 1000, fine: 100 };

/**
 * @typedef {object} Slice an unbroken stretch of our work within one task
 * @property {number} at ms since the profile began, on the clock
 * @property {number} ms of the processor
 * @property {{ms: number, stack: string[]}[]} samples each with its functions, innermost first
 *
 * @typedef {object} Own
 * @property {Slice[]} slices in the order of time
 * @property {number} total ms of the processor
 *
 * @typedef {{name: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, args: any}} Event
 * @typedef {{ours: boolean, stack: string[]}} Place
 */

/**
 * One at a time in one browser.
 * @param {import('playwright-core').CDPSession} cdp of the page
 * @param {keyof typeof INTERVAL} grain
 */
export async function profile(cdp, grain = 'coarse') {
  /** @type {Event[]} */
  const events = [];
  const collect = (/** @type {any} */ { value }) => events.push(...value);
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } });
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: INTERVAL[grain] });
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
      return own(taken, events, began);
    },
  };
}

/** Microseconds of the monotonic clock, which is the trace's own. */
const now = () => Number(process.hrtime.bigint() / 1000n);

/** @param {any} taken a Profiler.Profile @param {Event[]} events @param {number} began @returns {Own} */
function own(taken, events, began) {
  const here = mainThread(events).filter((e) => e.ts >= began);
  const garbage = here.filter((e) => GARBAGE.test(e.name));
  const tasks = here.filter((e) => e.name === TASK && e.tdur !== undefined).sort((a, b) => a.ts - b.ts);
  const samples = placed(taken);
  /** @type {Slice[]} */
  const slices = [];
  let next = 0;
  for (const task of tasks) {
    const end = task.ts + (task.dur ?? 0);
    while (next < samples.length && samples[next].ts < task.ts) next++;
    const inside = [];
    while (next < samples.length && samples[next].ts < end) inside.push(samples[next++]);
    // A sample stands for its share of the task.
    const ms = (task.tdur ?? 0) / 1000 / inside.length;
    /** @type {Slice | undefined} */
    let open;
    for (const { ts, place } of inside) {
      if (garbage.some((e) => e.ts <= ts && ts <= e.ts + (e.dur ?? 0))) continue;
      if (!place.ours) {
        open = undefined;
        continue;
      }
      if (!open) {
        open = { at: (ts - began) / 1000, ms: 0, samples: [] };
        slices.push(open);
      }
      open.ms += ms;
      open.samples.push({ ms, stack: place.stack });
    }
  }
  return { slices, total: slices.reduce((sum, s) => sum + s.ms, 0) };
}

/** What the main thread of the page did: of several renderers, the busiest is the page's. @param {Event[]} events */
function mainThread(events) {
  const names = events.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain');
  const all = names.map(({ pid, tid }) => events.filter((e) => e.pid === pid && e.tid === tid && e.dur !== undefined));
  return all.sort((a, b) => b.length - a.length)[0] ?? [];
}

/** @param {any} taken a Profiler.Profile @returns {{ts: number, place: Place}[]} in the order of time */
function placed({ nodes, samples, timeDeltas, startTime }) {
  const parents = new Map();
  for (const node of nodes) for (const child of node.children ?? []) parents.set(child, node);
  /** @type {Map<any, Place>} */
  const places = new Map();
  const place = (/** @type {any} */ node) => {
    const known = places.get(node);
    if (known) return known;
    const parent = parents.has(node.id) ? place(parents.get(node.id)) : undefined;
    const { url, functionName } = node.callFrame;
    const ours = parent?.ours || url.startsWith('chrome-extension://');
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
