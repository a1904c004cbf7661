// The shipped engine.wasm by itself, under Node's V8.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { WASI } from 'node:wasi';
import { DIST } from './browser.mjs';

const MB = 1024 * 1024;
/** The kinds of shipped data, by the number wasm/main_wasip1.go knows them by. */
const KINDS = { rules: 0, clocks: 1, scripts: 2, sites: 3, reasons: 4 };

/** A fresh engine that has the given parts of the shipped data. @param {(keyof typeof KINDS)[]} kinds */
export async function engine(...kinds) {
  const wasi = new WASI({ version: 'preview1', env: { GOGC: '50' } }); // as worker/engine/wasi.ts has it
  const module = await WebAssembly.compile(readFileSync(path.join(DIST, 'engine.wasm')));
  const { exports } = await WebAssembly.instantiate(module, /** @type {any} */ (wasi.getImportObject()));
  wasi.initialize({ exports });
  const { memory, buf, take, call, check, out } = /** @type {any} */ (exports);
  const encoder = new TextEncoder();
  /** @param {Uint8Array} bytes */
  const put = (bytes) => {
    const at = buf(bytes.length);
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
    return bytes.length;
  };
  for (const kind of kinds) take(KINDS[kind], put(readFileSync(path.join(DIST, `data/${kind}.bin`))));
  return {
    /** @param {number} operation of wasm/contract.go, by number @param {unknown} request */
    ask(operation, request) {
      const length = call(operation, put(encoder.encode(JSON.stringify(request))));
      const answer = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, out(), length)));
      if (answer.error) throw new Error(`operation ${operation}: ${answer.error.message}`);
      return answer.ok;
    },
    /** The check of every keystroke: triples of start, end and rule. @param {string} text @param {number} platform 0 any, 1 taobao, 2 tmall, 3 jd */
    check(text, platform) {
      const at = buf(text.length * 3); // a UTF-16 unit takes at most three bytes of UTF-8
      const room = new Uint8Array(memory.buffer, at, text.length * 3);
      const count = check(encoder.encodeInto(text, room).written, platform, 0);
      return new Int32Array(memory.buffer, out(), count).slice();
    },
    size: () => memory.buffer.byteLength / MB,
  };
}
