// The engine that the extension has, in this page. It comes when it is first needed, 1.2 MB once, and
// stays. The build puts its two files here: enginehost.js and engine.wasm.gz.
let starting;

/** @returns what makes {format, name, titles, rows} into the bytes of a file. A start that failed is tried again. */
export function engine() {
  starting ??= import('./enginehost.js')
    .then(({ start }) => start('/board/engine.wasm.gz'))
    .catch((cause) => {
      starting = undefined;
      throw cause;
    });
  return starting;
}
