import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Ask, Change, Name } from '../../protocol';
import { ask, watch } from './ask';

const listeners = new Set<(change: Change | 'missed') => void>();
let watching = false;

/** Calls back for every change in the worker, and for 'missed' when some may not have been heard. */
export function useChanges(heard: (change: Change | 'missed') => void): void {
  const latest = useRef(heard);
  latest.current = heard;
  useEffect(() => {
    if (!watching)
      watch((change) => listeners.forEach((listener) => void listener(change)), new AbortController().signal);
    watching = true;
    const listener = (change: Change | 'missed') => latest.current(change);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}

export interface Asked<T> {
  value: T | undefined;
  /** Why the latest question failed; value is then the one before. */
  error: string;
  again(): void;
}

/**
 * Asks at once, whenever the question changes, and whenever a change concerns it. An answer counts
 * unless a later question was answered before it.
 */
export function useAsked<N extends Name>(
  name: N,
  body: Ask<N>,
  concerns: (change: Change) => boolean,
): Asked<Answer<N>> {
  const [state, setState] = useState<{ key: string; value?: Answer<N>; error: string }>({ key: '', error: '' });
  const key = JSON.stringify(body);
  const turns = useRef({ asked: 0, answered: 0 });
  const open = useRef({ key: '', stale: false });

  const again = useCallback(() => {
    // While the worker is at it the same need not be asked: what changes meanwhile is asked for after it.
    if (open.current.key === key) {
      open.current.stale = true;
      return;
    }
    const asking = { key, stale: false };
    open.current = asking;
    const mine = ++turns.current.asked;
    const isNews = (): boolean => {
      if (mine < turns.current.answered) return false;
      turns.current.answered = mine;
      return true;
    };
    ask(name, JSON.parse(key) as Ask<N>)
      .then(
        (value) => isNews() && setState({ key, value, error: '' }),
        (fault: Error) => isNews() && setState((was) => ({ ...was, key, error: fault.message })),
      )
      .finally(() => {
        if (open.current !== asking) return;
        open.current = { key: '', stale: false };
        if (asking.stale) again();
      });
  }, [name, key]);

  useEffect(again, [again]);
  useChanges((change) => {
    if (change === 'missed' || concerns(change)) again();
  });
  return { value: state.value, error: state.error, again };
}

/** Calls back every so many milliseconds while the view can be seen. */
export function useTick(ms: number, tick: () => void): void {
  const latest = useRef(tick);
  latest.current = tick;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || latest.current(), ms);
    return () => clearInterval(timer);
  }, [ms]);
}
