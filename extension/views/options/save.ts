import { useState } from 'preact/hooks';
import type { Settings } from '../../protocol';
import { ask } from '../lib/ask';

/** Saves settings, and says why not where that failed. */
export function useSave(): {
  error: string;
  setError(error: string): void;
  save(part: Partial<Settings>): Promise<boolean>;
} {
  const [error, setError] = useState('');
  const save = (part: Partial<Settings>): Promise<boolean> =>
    ask('settings', part).then(
      () => {
        setError('');
        return true;
      },
      (fault: Error) => {
        setError(fault.message);
        return false;
      },
    );
  return { error, setError, save };
}
