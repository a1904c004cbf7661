import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../text';
import { ask } from './ask';

export interface Draft {
  text: string;
  /** What became of the last keystroke: '' before the first. */
  state: string;
  write(text: string): void;
  clear(): void;
}

/** A text being written, kept with every keystroke under a key, and there again after anything. */
export function useDraft(key: string, initial = ''): Draft {
  const [text, setText] = useState(initial);
  const [state, setState] = useState('');
  const touched = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a later initial must not overwrite what is being written
  useEffect(() => {
    let current = true;
    touched.current = false;
    setText(initial);
    setState('');
    ask('draft.get', { key }).then(
      (draft) => {
        if (!current || touched.current || draft.text === '') return;
        setText(draft.text);
        setState(t('draft_restored'));
      },
      () => {}, // typing will say what is wrong
    );
    return () => {
      current = false;
    };
  }, [key]);

  function write(next: string): void {
    touched.current = true;
    setText(next);
    ask('draft.put', { key, text: next }).then(
      () => setState(next === '' ? '' : t('draft_saved')),
      (fault: Error) => setState(t('draft_failed', fault.message)),
    );
  }
  return { text, state, write, clear: () => write('') };
}
