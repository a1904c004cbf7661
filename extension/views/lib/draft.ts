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

/**
 * A text being written, kept with every keystroke under a key, and there again after anything. The
 * key is for good: a component that goes on to another one is given that as its own key too.
 */
export function useDraft(key: string, initial = ''): Draft {
  const [text, setText] = useState(initial);
  const [state, setState] = useState('');
  const closed = useRef(false);
  const touched = useRef(false);
  const written = useRef('');
  // Made with the component and not in an effect, which runs after the first keystrokes may have come.
  const [keeper] = useState(() => new Keeper(key, (kept) => closed.current || setState(said(kept, written.current))));

  useEffect(() => {
    const closing = new AbortController();
    const { signal } = closing;
    signal.addEventListener('abort', () => {
      closed.current = true;
    });
    readDraft(key).then(
      (draft) => {
        if (signal.aborted || touched.current || draft === '') return;
        setText(draft);
        setState(t('draft_restored'));
      },
      () => {}, // typing will say what is wrong
    );
    addEventListener('pagehide', () => keeper.flush(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden && keeper.flush(), { signal });
    return () => closing.abort();
  }, [key, keeper]);

  function write(next: string): void {
    touched.current = true;
    written.current = next;
    setText(next);
    keeper.put(next);
  }
  return { text, state, write, clear: () => write('') };
}

function said(kept: Kept, text: string): string {
  if (kept instanceof Error) return t('draft_failed', kept.message);
  if (kept === 'saving') return t('draft_saving');
  return text === '' ? '' : t('draft_saved');
}
