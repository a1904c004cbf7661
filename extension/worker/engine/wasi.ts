// The few WASI calls a Go reactor makes. Anything else it imports answers ENOSYS, so that a new
// toolchain's extra import does not stop the start.
const EBADF = 8;
const ENOSYS = 52;
const CLOCK_EVENT_SIZE = 32;
const RANDOM_CHUNK = 65536;
/** Go collects its garbage sooner than by default: memory that wasm has once taken it never gives back. */
const ENVIRONMENT = new TextEncoder().encode('GOGC=50\0');

export interface Wasi {
  imports(module: WebAssembly.Module): WebAssembly.Imports;
  /** What the program last wrote to its error output: after a trap, the reason. */
  trace(): string;
}

/** The program has ended itself; no call may follow. */
export class Exited extends Error {
  constructor(code: number) {
    super(`engine exited with ${code}`);
  }
}

export function wasi(memory: () => WebAssembly.Memory): Wasi {
  const view = (): DataView => new DataView(memory().buffer);
  const decoder = new TextDecoder();
  let written = '';

  const calls: Record<string, (...args: never[]) => number> = {
    args_sizes_get: (count: number, size: number) => zero(count, size),
    args_get: () => 0,
    environ_sizes_get(count: number, size: number) {
      view().setUint32(count, 1, true);
      view().setUint32(size, ENVIRONMENT.length, true);
      return 0;
    },
    environ_get(pointers: number, at: number) {
      view().setUint32(pointers, at, true);
      new Uint8Array(memory().buffer, at, ENVIRONMENT.length).set(ENVIRONMENT);
      return 0;
    },
    clock_time_get(id: number, _precision: bigint, at: number) {
      const ms = id === 0 ? Date.now() : performance.now();
      view().setBigUint64(at, BigInt(Math.round(ms * 1e6)), true);
      return 0;
    },
    random_get(at: number, length: number) {
      const bytes = new Uint8Array(memory().buffer, at, length);
      for (let i = 0; i < length; i += RANDOM_CHUNK) crypto.getRandomValues(bytes.subarray(i, i + RANDOM_CHUNK));
      return 0;
    },
    fd_write(fd: number, vectors: number, count: number, total: number) {
      const v = view();
      let size = 0;
      let text = '';
      for (let i = 0; i < count; i++) {
        const at = v.getUint32(vectors + 8 * i, true);
        const length = v.getUint32(vectors + 8 * i + 4, true);
        text += decoder.decode(new Uint8Array(memory().buffer, at, length));
        size += length;
      }
      v.setUint32(total, size, true);
      if (fd === 2) written = (written + text).slice(-4000);
      return 0;
    },
    // The scheduler sleeps through this. A worker cannot block, so every timer is due at once and
    // Go, which looks at the clock again, comes back until it is.
    poll_oneoff(subscriptions: number, events: number, count: number, total: number) {
      const v = view();
      for (let i = 0; i < count; i++) {
        const event = events + CLOCK_EVENT_SIZE * i;
        new Uint8Array(memory().buffer, event, CLOCK_EVENT_SIZE).fill(0);
        v.setBigUint64(event, v.getBigUint64(subscriptions + 48 * i, true), true);
      }
      v.setUint32(total, count, true);
      return 0;
    },
    // No folder is open: Go asks from descriptor 3 on until it hears this.
    fd_prestat_get: () => EBADF,
    sched_yield: () => 0,
    proc_exit(code: number) {
      throw new Exited(code);
    },
  };

  function zero(...at: number[]): number {
    for (const a of at) view().setUint32(a, 0, true);
    return 0;
  }

  return {
    imports(module) {
      const found: WebAssembly.Imports = {};
      for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
        if (kind !== 'function') continue;
        found[from] ??= {};
        found[from][name] = calls[name] ?? (() => ENOSYS);
      }
      return found;
    },
    trace: () => written.trim(),
  };
}
