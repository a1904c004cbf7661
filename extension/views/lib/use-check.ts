// A text of ours checked as one writes it.
import { useEffect, useState } from 'preact/hooks';
import type { Finding } from '../../engine';
import { ask } from './ask';

/** How long one has to rest from writing, ms. */
const PAUSE_MS = 120;

const NONE: Finding[] = [];

export interface Checked {
  /** The text the findings are of. */
  text: string;
  findings: Finding[];
  error: string;
}

/** The findings of a text, the latest wins; those of an older text are not shown on a newer one. */
export function useCheck(text: string): Checked {
  const [checked, setChecked] = useState<Checked>({ text: '', findings: [], error: '' });
  useEffect(() => {
    let old = false;
    const timer = setTimeout(() => {
      ask('check', { text }).then(
        ({ findings }) => old || setChecked({ text, findings, error: '' }),
        (fault: Error) => old || setChecked({ text, findings: [], error: fault.message }),
      );
    }, PAUSE_MS);
    return () => {
      old = true;
      clearTimeout(timer);
    };
  }, [text]);
  return checked.text === text ? checked : { ...checked, findings: NONE };
}
