import type { Context, Fault, Operations } from '../../engine';
import { KINDS, OPERATIONS } from '../../engine-ops';
import { wasi } from './wasi';

export type Operation = keyof Operations;
/** A part of the shipped data. */
export type Kind = keyof typeof KINDS;

/** The exports of wasm/main_wasip1.go, which says how long a pointer holds. */
interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  buf(size: number): number;
  take(kind: number, size: number): void;
  settle(): void;
  out(): number;
  check(size: number, platform: number, context: number): number;
  checked(): number;
  call(operation: number, size: number): number;
}

/** The engine said no: the message is meant for people. */
export class EngineFault extends Error {
  readonly field: string;
  constructor(fault: Fault) {
    super(fault.message);
    this.name = 'EngineFault';
    this.field = fault.field ?? '';
  }
}

/** The instance broke, or was thrown away while someone still held it. */
export class Trap extends Error {
  override name = 'Trap';
}

/** Marks of the fast check: start, end (UTF-16) and the rule's index in Tables, one after another. */
export interface Marks {
  triples: Int32Array;
  /** UTF-16 units checked. */
  checked: number;
}

/** One running engine. After a Trap it answers nothing any more. */
export class Instance {
  readonly #exports: Exports;
  readonly #trace: () => string;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();
  #dead = false;

  constructor(exports: Exports, trace: () => string) {
    this.#exports = exports;
    this.#trace = trace;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Runs the program's own start; once, before anything else. */
  start(): void {
    this.#guard(() => this.#exports._initialize());
  }

  /** Collects what the start left behind; once, when nobody waits. */
  settle(): void {
    this.#guard(() => this.#exports.settle());
  }

  /** Hands over a part of the shipped data, before the first operation that rests on it. */
  take(kind: Kind, part: Uint8Array): void {
    this.#guard(() => {
      const at = this.#exports.buf(part.length);
      new Uint8Array(this.#exports.memory.buffer, at, part.length).set(part);
      this.#exports.take(KINDS[kind], part.length);
    });
  }

  /**
   * Runs one operation of the contract.
   * @throws EngineFault where the engine refuses the request, Trap where it broke.
   */
  call<N extends Operation>(name: N, request: Operations[N][0]): Operations[N][1] {
    const json = JSON.stringify(request);
    const answer = this.#guard(() => {
      const [size = 0] = this.#write(json);
      return this.#read(this.#exports.call(OPERATIONS[name], size));
    });
    const parsed = JSON.parse(answer) as { ok: Operations[N][1] } | { error: Fault };
    if ('error' in parsed) throw new EngineFault(parsed.error);
    return parsed.ok;
  }

  /**
   * Checks a text; platform is 0 any, 1 taobao, 2 tmall, 3 jd. The context is what is known beside its words.
   * @throws EngineFault where the context is none, Trap where it broke.
   */
  check(text: string, platform: number, context?: Context): Marks {
    const known = context ? JSON.stringify(context) : '';
    const marks = this.#guard(() => {
      const [size = 0, rest = 0] = this.#write(text, known);
      const count = this.#exports.check(size, platform, rest);
      if (count < 0) return this.#read(-count);
      const triples = new Int32Array(this.#exports.memory.buffer, this.#exports.out(), count).slice();
      return { triples, checked: this.#exports.checked() };
    });
    if (typeof marks === 'string') throw new EngineFault(JSON.parse(marks) as Fault);
    return marks;
  }

  // A UTF-16 unit is at most three bytes of UTF-8, a lone surrogate (written as U+FFFD) too, so
  // offsets in units survive the way in and back. Gives the bytes of each text; they lie one behind the other.
  #write(...texts: string[]): number[] {
    const room = texts.reduce((sum, text) => sum + text.length * 3, 0);
    const at = this.#exports.buf(room); // which may make the memory grow, and its buffer another
    let left = new Uint8Array(this.#exports.memory.buffer, at, room);
    return texts.map((text) => {
      const { written } = this.#encoder.encodeInto(text, left);
      left = left.subarray(written);
      return written;
    });
  }

  #read(length: number): string {
    return this.#decoder.decode(new Uint8Array(this.#exports.memory.buffer, this.#exports.out(), length));
  }

  #guard<T>(run: () => T): T {
    if (this.#dead) throw new Trap('engine was replaced');
    try {
      return run();
    } catch (cause) {
      this.#dead = true;
      throw new Trap(firstLine(this.#trace()) || String(cause), { cause });
    }
  }
}

function firstLine(trace: string): string {
  return trace.split('\n', 1)[0]?.slice(0, 200) ?? '';
}

/** How long after a start nobody waits for it any more, ms. */
const SETTLED_MS = 800;

/**
 * Compiles engine.wasm, which the extension carries. Not while it streams in: from the disk that is no
 * quicker, and leaves 6 MB more behind (44 MB instead of 38 in the worker's process).
 */
export async function compile(url: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await read(url));
}

/** Bytes of a file the extension carries. By way of a blob: six megabytes come 10 of 30 ms sooner so. */
export async function read(url: string): Promise<ArrayBuffer> {
  return (await (await fetch(url)).blob()).arrayBuffer();
}

/** Starts a fresh engine that knows nothing yet. */
export async function instantiate(module: WebAssembly.Module): Promise<Instance> {
  let exports: Exports | undefined;
  const host = wasi(() => {
    if (!exports) throw new Trap('engine is not started');
    return exports.memory;
  });
  const instance = await WebAssembly.instantiate(module, host.imports(module));
  exports = instance.exports as unknown as Exports;
  const started = new Instance(exports, host.trace);
  started.start();
  setTimeout(() => settle(started), SETTLED_MS);
  return started;
}

function settle(instance: Instance): void {
  try {
    if (!instance.dead) instance.settle();
  } catch (trap) {
    console.error('engine', trap); // whoever asks next starts one anew
  }
}
