import { useEffect, useState } from 'preact/hooks';

/** A value as one left it, over the one that is stored. */
export interface Held<T> {
  value: T;
  /** While it is typed or ticked: shown whatever is stored meanwhile. */
  hold(value: T): void;
  /** Shown until what is stored has changed, or `saving` says that it was not kept. */
  save(value: T, saving: Promise<boolean>): void;
  /** What is stored is shown again. */
  drop(): void;
}

/**
 * A view is drawn anew for reasons of its own while a change is on its way to the worker, and would
 * put the old value back under the agent's hand. A second change also has to rest on the first.
 * @param stored what the worker says, as JSON can write it
 */
export function useHeld<T>(stored: T): Held<T> {
  const [held, setHeld] = useState<{ value: T; over: string; busy: boolean }>();
  const key = JSON.stringify(stored);
  const past = held !== undefined && !held.busy && held.over !== key;
  useEffect(() => {
    if (past) setHeld(undefined);
  }, [past]);

  return {
    value: held && !past ? held.value : stored,
    hold: (value) => setHeld({ value, over: key, busy: true }),
    save(value, saving) {
      const mine = { value, over: key, busy: true };
      setHeld(mine);
      void saving.then((kept) => setHeld((now) => (now !== mine ? now : kept ? { ...mine, busy: false } : undefined)));
    },
    drop: () => setHeld(undefined),
  };
}
