import { useRef } from 'preact/hooks';
import { t } from '../../text';
import { useDraft } from '../lib/draft';
import { MaskedNotice } from './masked';
import type { Recorder } from './record';

interface Props {
  draftKey: string;
  label: string;
  placeholder?: string;
  action: string;
  /** What stands in the box if there is no draft. */
  initial?: string;
  recorder: Recorder;
  save(text: string): Promise<boolean>;
  onCancel?(): void;
}

/** A box whose text is kept with every keystroke; Ctrl+Enter saves it for good. */
export function Writer({ draftKey, label, placeholder, action, initial = '', recorder, save, onCancel }: Props) {
  const draft = useDraft(draftKey, initial);
  const box = useRef<HTMLTextAreaElement>(null);

  async function submit(): Promise<void> {
    const text = draft.text.trim();
    if (text === '' || recorder.busy) return;
    if (await save(text)) draft.clear();
  }

  return (
    <form
      class="writer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <textarea
        ref={box}
        rows={3}
        aria-label={label}
        placeholder={placeholder ?? ''}
        value={draft.text}
        onInput={(event) => draft.write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
          if (event.key === 'Escape') box.current?.blur();
        }}
      />
      <div class="row">
        <span class="muted small" aria-live="polite">
          {draft.state}
        </span>
        {onCancel && (
          <button
            type="button"
            class="plain"
            onClick={() => {
              draft.clear();
              onCancel();
            }}
          >
            {t('cancel')}
          </button>
        )}
        <button type="submit" class="main" disabled={draft.text.trim() === '' || recorder.busy} title="Ctrl+Enter">
          {action}
        </button>
      </div>
      {recorder.error && (
        <p class="notice bad" role="alert">
          {recorder.error}
        </p>
      )}
      <MaskedNotice masked={recorder.masked} />
    </form>
  );
}
