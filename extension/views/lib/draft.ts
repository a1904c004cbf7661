import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../text';
import { Keeper, type Kept, readDraft } from './keeper';

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
  const keeper = useRef<Keeper | undefined>(undefined);
  const written = useRef('');

  // biome-ignore lint/correctness/useExhaustiveDependencies: a later initial must not overwrite what is being written
  useEffect(() => {
    const closing = new AbortController();
    const { signal } = closing;
    touched.current = false;
    const mine = new Keeper(key, (kept) => signal.aborted || setState(said(kept, written.current)));
    keeper.current = mine;
    setText(initial);
    setState('');
    readDraft(key).then(
      (draft) => {
        if (signal.aborted || touched.current || draft === '') return;
        setText(draft);
        setState(t('draft_restored'));
      },
      () => {}, // typing will say what is wrong
    );
    addEventListener('pagehide', () => mine.flush(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden && mine.flush(), { signal });
    return () => closing.abort();
  }, [key]);

  function write(next: string): void {
    touched.current = true;
    written.current = next;
    setText(next);
    keeper.current?.put(next);
  }
  return { text, state, write, clear: () => write('') };
}

function said(kept: Kept, text: string): string {
  if (kept instanceof Error) return t('draft_failed', kept.message);
  if (kept === 'saving') return t('draft_saving');
  return text === '' ? '' : t('draft_saved');
}
