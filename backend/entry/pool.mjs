// The Worker's entry: a few Go programs, each serving one request at a time and kept for the next.
// The package's own entry (build/worker.mjs, still usable) starts a program for every request,
// which costs ten times the CPU. What makes keeping one safe is written at each step; the guard
// test in e2e/ tries all of it against the runtime, at every upgrade of Go or workerd.
import '../build/wasm_exec.js';
import { createRuntimeContext } from '../build/runtime.mjs';

/** Go programs alive at once: 6 × 24 MB is what an isolate of 128 MB bears, most stay below 14. */
const SLOTS = 6;
/** Requests one program serves; each leaves a few unreleased js.Funcs behind. */
const USES = 2000;
/** Bytes of linear memory, which never shrinks, after which a program is not kept. */
const MEMORY = 24 * 1024 * 1024;
/** Milliseconds a request waits for a program before it is told to come back. */
const PATIENCE = 5000;
/** Milliseconds after which a program that does not answer is given up. */
const LEASE = 60_000;
/** Milliseconds without a sign of life after which a waiting request is taken for dead. */
const SILENCE = 1000;

// Go's js package and the workers package expect it, as the stock entry does.
globalThis.tryCatch ??= (fn) => {
  try {
    return { result: fn() };
  } catch (error) {
    return { error };
  }
};

/** The headers the backend reads; a test holds the list to its source. Each costs some crossings
 * into Go, and a browser and Cloudflare send twenty more. */
export const HEADERS = [
  'authorization',
  'cf-connecting-ip',
  'cf-ray',
  'content-length',
  'cookie',
  'host',
  'if-match',
  'if-none-match',
  'origin',
  'sec-fetch-site',
  'x-forwarded-proto',
];

/** What Go takes of a request. */
function slim({ url, method, headers, body }) {
  const entries = HEADERS.map((name) => [name, headers.get(name)]).filter(([, value]) => value !== null);
  return { url, method, body, headers: { entries: () => entries } };
}

/** One Go program. */
class Program {
  uses = 0;
  ended = false;
  #go = new Go();
  #context;
  #failed = () => {};

  constructor(module, env, ctx) {
    this.#context = { ...createRuntimeContext({ env, ctx, binding: {} }), pooled: true };
    // Go calls exit where it would end the process. The promise of go.run is of no use for that:
    // it belongs to the request that started the program and never settles in a later one.
    this.#go.exit = (code) => this.#end(new Error(`the Go program ended with ${code}`));
    const imports = { ...this.#go.importObject, workers: { ready: () => {} } };
    this.#go.run(new WebAssembly.Instance(module, imports), this.#context).catch((error) => this.#end(error));
  }

  #end(error) {
    this.ended = true;
    this.#failed(error);
  }

  /** Answers one request. Rejects if the program ends or does not answer within its lease. */
  async serve(request, env, ctx) {
    this.uses++;
    Object.assign(this.#context, { env, ctx });
    let lease;
    try {
      return await new Promise((resolve, reject) => {
        this.#failed = reject;
        lease = setTimeout(() => this.#end(new Error('the Go program does not answer')), LEASE);
        this.#wake();
        this.#context.binding.handleRequest(slim(request)).then(resolve, reject);
      });
    } catch (error) {
      // Whatever it is, the program may be in any state.
      this.ended = true;
      throw error;
    } finally {
      clearTimeout(lease);
      this.#failed = () => {};
      this.#stopTimers();
    }
  }

  /** Timers are the request's: the runtime drops them at its end, so they are stopped in order. */
  #stopTimers() {
    for (const timer of this.#go._scheduledTimeouts.values()) clearTimeout(timer);
  }

  /** Go still waits for timers of the request before. Resumed without an event it takes them for
   * fired, and sets new ones, of this request, for whatever is left to wait for. */
  #wake() {
    if (this.#go._scheduledTimeouts.size === 0) return;
    this.#go._scheduledTimeouts.clear();
    this.#go._resume();
  }

  get worn() {
    return this.ended || this.uses >= USES || this.#go._inst.exports.mem.buffer.byteLength > MEMORY;
  }
}

/** @returns a Worker that serves with programs of `module`. */
export function pool(module) {
  const idle = [];
  let alive = 0;
  /** Requests waiting, in order. Each looks for its turn by a timer of its own: a promise resolved
   * by another request would be lost with that request. */
  const queue = [];

  function take(env, ctx) {
    const kept = idle.pop();
    if (kept) return kept;
    if (alive === SLOTS) return undefined;
    const started = new Program(module, env, ctx);
    alive++;
    return started;
  }

  async function wait(env, ctx) {
    const ticket = { seen: Date.now() };
    const until = ticket.seen + PATIENCE;
    queue.push(ticket);
    try {
      for (;;) {
        ticket.seen = Date.now();
        if (ticket.seen > until) return undefined;
        while (queue[0].seen < ticket.seen - SILENCE) queue.shift();
        if (!queue.includes(ticket)) queue.push(ticket);
        const program = queue[0] === ticket ? take(env, ctx) : undefined;
        if (program) return program;
        await scheduler.wait(2);
      }
    } finally {
      const at = queue.indexOf(ticket);
      if (at >= 0) queue.splice(at, 1);
    }
  }

  async function answer(request, env, ctx) {
    let program;
    try {
      program = (queue.length === 0 && take(env, ctx)) || (await wait(env, ctx));
      if (!program) return fault(429, 'too_many', 'the backend is busy; try again in a moment', { 'Retry-After': '1' });
      return await program.serve(request, env, ctx);
    } catch (error) {
      console.error(JSON.stringify({ level: 'ERROR', msg: 'program', error: String(error) }));
      return fault(500, 'internal', 'something went wrong here; try again');
    } finally {
      if (program?.worn) alive--;
      else if (program) idle.push(program);
    }
  }

  return {
    fetch(request, env, ctx) {
      const work = answer(request, env, ctx);
      // A caller that goes away must not stop the work half-way and keep its program for good.
      ctx.waitUntil(work.catch(() => {}));
      return work;
    },
  };
}

function fault(status, code, message, headers = {}) {
  return Response.json({ error: { code, message } }, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}
