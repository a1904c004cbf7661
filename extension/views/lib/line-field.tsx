import { useEffect, useRef } from 'preact/hooks';
import { type TextKey, t } from '../../text';
import { useHeld } from './held';

interface Props {
  label: TextKey;
  value: string;
  placeholder?: TextKey;
  /** Longest text, in UTF-16 units. */
  longest?: number;
  /** As wide as there is room. */
  wide?: boolean;
  /** Gives whether it was kept; if not, the text stays as it was typed. */
  onSave(value: string): Promise<boolean>;
}

/** Longest text of a case's single-line field, in characters; the engine refuses more (MaxShort in internal/cases). */
const LONGEST = 500;

/** A field of one line: Enter or leaving it saves, Escape takes the last saved text back. */
export function LineField({ label, value, placeholder, longest = LONGEST, wide, onSave }: Props) {
  const line = useHeld(value);
  // Enter and then leaving the field is one change, also while the first is still on its way.
  const sent = useRef(value);
  useEffect(() => {
    sent.current = value;
  }, [value]);

  function save(): void {
    const next = line.value.trim();
    if (next === sent.current) {
      if (next === value) line.drop();
      return;
    }
    sent.current = next;
    const saving = onSave(next).then((kept) => {
      if (!kept) {
        sent.current = value;
        line.hold(next);
      }
      return kept;
    });
    line.save(next, saving);
  }

  return (
    <label class={wide ? 'field wide' : 'field'}>
      <span>{t(label)}</span>
      <input
        value={line.value}
        maxLength={longest}
        placeholder={placeholder ? t(placeholder) : ''}
        onInput={(event) => line.hold(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') line.drop();
        }}
      />
    </label>
  );
}
