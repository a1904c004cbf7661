import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Script } from '../../../engine';
import { readable } from '../../../script-text';
import { t } from '../../../text';
import { ask } from '../../lib/ask';

interface Props {
  /** What it begins with: a script to change, or a text to keep. */
  from: Script | string;
  onDone(said: string): void;
  onCancel(): void;
}

/** Title, words and last day of a script of one's own; the rules judge it when it is kept. */
export function OwnForm({ from, onDone, onCancel }: Props) {
  const had = typeof from === 'string' ? undefined : from;
  const [title, setTitle] = useState(had?.title ?? '');
  const [text, setText] = useState(had ? readable(had.text) : (from as string));
  const [expires, setExpires] = useState(had?.expires ?? '');
  const [error, setError] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    try {
      const { warned } = await ask('own.put', { ...(had && { id: had.id }), title, text, ...(expires && { expires }) });
      onDone(warned[0] ? t('own_saved_warned', warned[0]) : t('own_saved'));
    } catch (fault) {
      setError(fault instanceof Error ? fault.message : String(fault));
    }
  }

  return (
    <form
      class="own-form"
      aria-label={t('own_form')}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && onCancel()}
    >
      <label>
        {t('own_title')}
        <input ref={first} value={title} maxLength={40} onInput={(event) => setTitle(event.currentTarget.value)} />
      </label>
      <label>
        {t('own_text')}
        <textarea rows={4} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <label>
        {t('own_expires')}
        <input type="date" value={expires} onInput={(event) => setExpires(event.currentTarget.value)} />
      </label>
      {error && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
      <div class="row">
        <button type="submit" class="main">
          {t('own_save')}
        </button>
        <button type="button" class="plain" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
