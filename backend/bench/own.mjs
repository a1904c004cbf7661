// The time a Worker's isolate itself is at work, by the runtime's own sampling profiler: own.mjs <address of
// its inspector> prints "started", and once a line comes in on stdin the milliseconds since, then ends. The
// isolate answers its inspector only while it serves requests, so some must be under way all the time.
import { createInterface } from 'node:readline';

/** Microseconds between two samples. */
const INTERVAL = 500;

/** Wrangler holds the inspector as well, and whoever comes last has it: times to take it back. */
const TRIES = 20;

class Inspector {
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */
  waiting = new Map();
  asked = 0;

  /** @param {string} address */
  constructor(address) {
    this.socket = new WebSocket(address);
    this.socket.onmessage = ({ data }) => {
      const { id, result, error } = JSON.parse(data);
      if (error) this.waiting.get(id)?.reject(new Error(error.message));
      else this.waiting.get(id)?.resolve(result);
    };
    this.opened = new Promise((resolve, reject) => {
      this.socket.onopen = resolve;
      this.socket.onclose = ({ reason }) => {
        const lost = new Error(`the inspector is gone: ${reason}`);
        reject(lost);
        for (const { reject } of this.waiting.values()) reject(lost);
      };
    });
  }

  /** @param {string} method @param {object} [params] @returns {Promise<any>} */
  send(method, params = {}) {
    const id = ++this.asked;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }
}

/** @param {string} address @returns {Promise<Inspector>} of an isolate that is being sampled */
async function started(address) {
  for (let tried = 1; ; tried++) {
    const inspector = new Inspector(address);
    try {
      await inspector.opened;
      await inspector.send('Profiler.enable');
      await inspector.send('Profiler.setSamplingInterval', { interval: INTERVAL });
      await inspector.send('Profiler.start');
      return inspector;
    } catch (error) {
      if (tried === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

const inspector = await started(process.argv[2]);
console.log('started');
const lines = createInterface({ input: process.stdin });
await new Promise((resolve) => lines.once('line', resolve));
lines.close();
const { profile } = await inspector.send('Profiler.stop');
const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
let busy = 0;
profile.samples.forEach((id, i) => {
  // Nothing is sampled while the thread is with another isolate, the simulated database's: such a gap is not ours.
  if (names.get(id) !== '(idle)') busy += Math.min(profile.timeDeltas[i], 2 * INTERVAL);
});
console.log(busy / 1000);
inspector.socket.close();
