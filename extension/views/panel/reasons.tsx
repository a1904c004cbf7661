import { useEffect, useRef } from 'preact/hooks';
import type { State } from '../../engine';
import { t } from '../../text';
import { useHeld } from '../lib/held';
import { useAsked } from '../lib/use';
import * as words from '../lib/words';

interface Props {
  state: State | null;
  onSave(reasons: string[]): Promise<boolean>;
}

/** Ticks made within this time of one another are one change, and go into the log as one. */
const TOGETHER_MS = 600;

/** Why the buyer is unhappy: as many classes as apply, chosen by the agent. */
export function Reasons({ state, onSave }: Props) {
  const value = state?.fields.reasons?.value;
  const saved = Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];
  const ticked = useHeld(saved);
  const chosen = ticked.value;
  const put = (reasons: string[]): void => ticked.save(reasons, onSave(reasons));
  const latest = useRef({ chosen, put, late: false });
  latest.current.chosen = chosen;
  latest.current.put = put;
  const timer = useRef<ReturnType<typeof setTimeout>>(0);

  function flush(): void {
    clearTimeout(timer.current);
    if (!latest.current.late) return;
    latest.current.late = false;
    latest.current.put(latest.current.chosen);
  }
  const closing = useRef(flush);
  useEffect(() => {
    const save = closing.current;
    addEventListener('pagehide', save);
    return () => {
      removeEventListener('pagehide', save);
      save();
    };
  }, []);

  function toggle(reason: string): void {
    const reasons = chosen.includes(reason) ? chosen.filter((r) => r !== reason) : [...chosen, reason];
    ticked.hold(reasons);
    latest.current.chosen = reasons;
    latest.current.late = true;
    clearTimeout(timer.current);
    timer.current = setTimeout(closing.current, TOGETHER_MS);
  }

  const review = state?.review;
  const text = [review?.text, review?.append].filter(Boolean).join('\n');
  const rating = String(state?.fields.rating?.value ?? '') || (review?.rating ?? '');
  const said = useAsked('reasons', { text, ...(rating && { rating }) }, ({ changed }) => changed === 'packs');
  // Suggestions stand out until the agent has confirmed or chosen any.
  const fresh = saved.length === 0 && chosen.length === 0 ? (said.value?.reasons ?? []) : [];
  return (
    <fieldset class="reasons">
      <legend>{t('field_reasons')}</legend>
      {fresh.length > 0 && (
        <button type="button" class="link" onClick={() => put(fresh)}>
          {t('reasons_confirm', fresh.map(words.reason).join(t('comma')))}
        </button>
      )}
      {words.REASONS.map((reason) => (
        <label key={reason} class={fresh.includes(reason) ? 'tick likely' : 'tick'}>
          <input type="checkbox" checked={chosen.includes(reason)} onChange={() => toggle(reason)} />
          {words.reason(reason)}
          {fresh.includes(reason) && <span class="spoken">{t('reason_likely')}</span>}
        </label>
      ))}
    </fieldset>
  );
}
