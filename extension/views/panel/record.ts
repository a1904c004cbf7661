import { useRef, useState } from 'preact/hooks';
import type { Masked } from '../../engine';
import type { Answer, Ask } from '../../protocol';
import { ulid } from '../../ulid';
import { ask } from '../lib/ask';

export interface Recorder {
  busy: boolean;
  error: string;
  /** What was masked in the last text, to be shown to its writer once. */
  masked: Masked[];
  /** Stores an event, and says its id once it is stored. Gives whether it is; if not, error says why. */
  record(what: Omit<Ask<'record'>, 'id'>, stored?: (id: string) => void): Promise<boolean>;
}

/** Writes an event down. The same words tried again after a fault are the same event, never a second one. */
export function useRecorder(): Recorder {
  const [state, setState] = useState<{ busy: boolean; error: string; masked: Masked[] }>({
    busy: false,
    error: '',
    masked: [],
  });
  const attempt = useRef({ words: '', id: '' });

  async function record(what: Omit<Ask<'record'>, 'id'>, stored?: (id: string) => void): Promise<boolean> {
    const words = JSON.stringify(what);
    if (attempt.current.words !== words) attempt.current = { words, id: ulid(Date.now()) };
    setState({ busy: true, error: '', masked: [] });
    try {
      const answer: Answer<'record'> = await ask('record', { ...what, id: attempt.current.id });
      attempt.current = { words: '', id: '' };
      stored?.(answer.event.id);
      setState({ busy: false, error: '', masked: answer.masked });
      return true;
    } catch (fault) {
      setState({ busy: false, error: fault instanceof Error ? fault.message : String(fault), masked: [] });
      return false;
    }
  }
  return { ...state, record };
}
