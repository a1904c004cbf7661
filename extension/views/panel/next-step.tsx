import type { State } from '../../engine';
import { t } from '../../text';
import { useHeld } from '../lib/held';
import { LineField } from '../lib/line-field';
import { fromLocal, toLocal } from '../lib/time';

interface Props {
  state: State | null;
  /** RFC 3339 of the next good time to contact the buyer, '' for now. */
  suggested: string;
  now: number;
  set(name: string, value: string): Promise<boolean>;
}

/** What comes next and when, and how it ended. */
export function NextStep({ state, suggested, now, set }: Props) {
  const text = (name: string) => String(state?.fields[name]?.value ?? '');
  const next = useHeld(text('next_at'));
  const at = next.value;
  const put = (value: string): void => next.save(value, set('next_at', value));
  return (
    <>
      <LineField
        wide
        label="field_next_step"
        value={text('next_step')}
        placeholder="next_step_hint"
        onSave={(value) => set('next_step', value)}
      />
      <div class="field wide">
        <label class="field">
          <span>{t('field_next_at')}</span>
          <input
            type="datetime-local"
            value={toLocal(at)}
            onChange={(event) => put(fromLocal(event.currentTarget.value))}
          />
        </label>
        <span class="row">
          {suggested && suggested !== at && (
            <button type="button" class="link" onClick={() => put(suggested)}>
              {t('next_at_good')}
            </button>
          )}
          {at && (
            <button type="button" class="link" onClick={() => put('')}>
              {t('next_at_none')}
            </button>
          )}
          {at && Date.parse(at) < now && <span class="kept bad">{t('next_at_past')}</span>}
        </span>
      </div>
      <LineField
        wide
        label="field_outcome"
        value={text('outcome')}
        placeholder="outcome_hint"
        onSave={(value) => set('outcome', value)}
      />
    </>
  );
}
