// How much of a page's main thread is ours, by the browser's own sampling profiler: a sample counts
// as ours where any frame of its stack is a script of an extension.

const INTERVAL_US = 100;
/** A longer gap between two samples means that the machine ran something else, not us. */
const LONGEST_US = 1000;

/**
 * @typedef {object} Own
 * @property {{at: number, ms: number}[]} slices unbroken stretches of our work; at is ms since the profile began
 * @property {number} total ms
 * @property {string[]} functions of ours that were seen
 */

/** @param {import('playwright-core').CDPSession} cdp of the page */
export async function profile(cdp) {
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await cdp.send('Profiler.start');
  return {
    /** @returns {Promise<Own>} */
    async stop() {
      const { profile: taken } = await cdp.send('Profiler.stop');
      return own(taken);
    },
  };
}

/** @param {any} taken a Profiler.Profile @returns {Own} */
function own(taken) {
  const parent = new Map();
  const nodes = new Map(taken.nodes.map((/** @type {any} */ n) => [n.id, n]));
  for (const node of taken.nodes) for (const child of node.children ?? []) parent.set(child, node.id);
  const functions = new Set();
  const mine = new Map();
  const isMine = (/** @type {number} */ id) => {
    if (mine.has(id)) return mine.get(id);
    const { callFrame } = nodes.get(id);
    const here = callFrame.url.startsWith('chrome-extension://');
    if (here) functions.add(callFrame.functionName || '(anonymous)');
    const answer = here || (parent.has(id) && isMine(parent.get(id)));
    mine.set(id, answer);
    return answer;
  };
  const slices = [];
  let at = 0;
  let open;
  taken.samples.forEach((/** @type {number} */ id, /** @type {number} */ i) => {
    // A sample stands for the time until the next one.
    const ms = Math.min(taken.timeDeltas[i + 1] ?? INTERVAL_US, LONGEST_US) / 1000;
    at += taken.timeDeltas[i] / 1000;
    if (isMine(id)) {
      if (!open) {
        open = { at, ms: 0 };
        slices.push(open);
      }
      open.ms += ms;
    } else open = undefined;
  });
  return { slices, total: slices.reduce((sum, s) => sum + s.ms, 0), functions: [...functions] };
}

/** The value that share of all values do not exceed. @param {number[]} values @param {number} share */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
