// Putting a function of ours in place of the browser's so that the page cannot tell.

const originals = new WeakMap<object, object>();
const { apply } = Reflect;

/** Replaces owner[name] by a stand-in that handles calls; the answer puts the original back. */
export function standIn<T extends object>(
  owner: T,
  name: keyof T & string,
  handle: (original: (...args: unknown[]) => unknown, self: unknown, args: unknown[]) => unknown,
): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const original = descriptor?.value;
  if (typeof original !== 'function') return () => {};
  const replacement = new Proxy(original, { apply: (_, self, args) => handle(original, self, args) });
  originals.set(replacement, original);
  Object.defineProperty(owner, name, { ...descriptor, value: replacement });
  return () => {
    // A page that wrapped ours keeps its wrapper: taking it out would break the page.
    if (owner[name] === replacement) Object.defineProperty(owner, name, { ...descriptor, value: original });
  };
}

/** Lets a stand-in print as the function it stands in for. */
export function disguise(): () => void {
  return standIn(Function.prototype, 'toString', (original, self, args) =>
    apply(original, originals.get(self as object) ?? self, args),
  );
}
