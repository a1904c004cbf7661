// What a spec can ask of the page through its address, all prefixed x- so that none is mistaken for
// one of the console's own parameters.

export interface Knobs {
  /** How many rows there are in all; absent: the default page once. */
  count?: number;
  /** Names of odd rows to add, comma separated. */
  odd?: string;
  /** Which answer of the list API is sent; 'off' asks for none. */
  json?: string;
  /** How the page asks: the console may do either. */
  net: 'fetch' | 'xhr';
  /** Where the reply editor opens. */
  editor: 'row' | 'dialog';
  /** What kind of editor it is: textarea, rich, or the name of one in editors/. */
  box: string;
  /** How React tells rows apart; by index it reuses a row's nodes for another review. */
  key: 'order' | 'index';
}

export function knobs(): Knobs {
  const q = new URLSearchParams(location.search);
  const count = q.get('x-rows');
  return {
    count: count ? Number(count) : undefined,
    odd: q.get('x-odd') ?? undefined,
    json: q.get('x-json') ?? undefined,
    net: q.get('x-net') === 'xhr' ? 'xhr' : 'fetch',
    editor: q.get('x-editor') === 'dialog' ? 'dialog' : 'row',
    box: q.get('x-box') ?? 'textarea',
    key: q.get('x-key') === 'index' ? 'index' : 'order',
  };
}

/** The address with some of its parameters changed; an empty value removes one. */
export function address(changes: Record<string, string>): string {
  const q = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) q.set(name, value);
    else q.delete(name);
  }
  return `${location.pathname}?${q}`;
}
