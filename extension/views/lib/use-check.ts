// A text of ours checked as one writes it.
import { useEffect, useState } from 'preact/hooks';
import type { Context, Finding } from '../../engine';
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

/**
 * The findings of a text, with what is known beside its words; the latest wins. Those of an older text
 * are not shown on a newer one.
 */
export function useCheck(text: string, context?: Context): Checked {
  const [checked, setChecked] = useState<Checked>({ text: '', findings: [], error: '' });
  const known = JSON.stringify(context ?? {}); // equal contexts are one, though made anew with every drawing
  useEffect(() => {
    let old = false;
    const timer = setTimeout(() => {
      ask('check', { text, context: JSON.parse(known) as Context }).then(
        ({ findings }) => old || setChecked({ text, findings, error: '' }),
        (fault: Error) => old || setChecked({ text, findings: [], error: fault.message }),
      );
    }, PAUSE_MS);
    return () => {
      old = true;
      clearTimeout(timer);
    };
  }, [text, known]);
  return checked.text === text ? checked : { ...checked, findings: NONE };
}
