import { useEffect, useRef, useState } from 'preact/hooks';
import { type TextKey, t } from '../../text';

interface Props {
  label: TextKey;
  value: string;
  placeholder?: TextKey;
  onSave(value: string): void;
}

/** Longest text of a single-line field, in characters; the engine refuses more (MaxShort in internal/cases). */
const LONGEST = 500;

/** A field of one line: Enter or leaving it saves, Escape takes the last saved text back. */
export function LineField({ label, value, placeholder, onSave }: Props) {
  const [text, setText] = useState(value);
  // What a colleague wrote arrives while nobody is writing here.
  useEffect(() => setText(value), [value]);
  // Enter and then leaving the field is one change, also while the first is still on its way.
  const sent = useRef(value);
  useEffect(() => {
    sent.current = value;
  }, [value]);
  const save = (): void => {
    const next = text.trim();
    if (next === sent.current) return;
    sent.current = next;
    onSave(next);
  };
  return (
    <label class="field wide">
      <span>{t(label)}</span>
      <input
        value={text}
        maxLength={LONGEST}
        placeholder={placeholder ? t(placeholder) : ''}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') setText(value);
        }}
      />
    </label>
  );
}
