import { useState } from 'preact/hooks';
import type { Item, Window } from '../../engine';
import { t } from '../../text';
import { useDraft } from '../lib/draft';
import { exact, rfc3339, short } from '../lib/time';
import * as words from '../lib/words';
import { type Complaint, complaint } from './bodies';
import { MaskedNotice } from './masked';
import { useRecorder } from './record';

interface Props {
  id: string;
  items: Item[];
  window: Window | undefined;
  skew: number;
  /** Whether the file stands open: the buyer is marked as malicious, or a complaint was filed. */
  open: boolean;
}

/** The file of a malicious review: type, evidence at hand, the window left, and what became of it. */
export function Complaints({ id, items, window, skew, open }: Props) {
  const filed = items.filter((item) => item.kind === 'complaint');
  const latest = filed.at(-1);
  const last = latest && complaint(latest.body);
  return (
    <details class="complaint" open={open || filed.length > 0}>
      <summary>
        <h3>{t('complaint_title')}</h3>
      </summary>
      {window && (
        <p class="small">
          {words.windowState(window)}
          {window.closes && ` · ${t('window_closes', exact(window.closes))}`}
          {window.why && ` · ${window.why}`}
        </p>
      )}
      {filed.map(({ event, at, body }) => {
        const { type, evidence, result } = complaint(body);
        return (
          <p key={event} class="filed">
            <b>{type}</b> · {short(at)} · {result || t('complaint_waiting')}
            <span class="muted small"> {evidence.join(t('comma'))}</span>
          </p>
        );
      })}
      <ComplaintForm key={filed.length} id={id} last={last} skew={skew} />
    </details>
  );
}

/** Files one, or says what became of the last: a complaint is never changed, a later one follows it. */
function ComplaintForm({ id, last, skew }: { id: string; last: Complaint | undefined; skew: number }) {
  const [type, setType] = useState<string>(last?.type ?? words.COMPLAINT_TYPES[0]);
  const [evidence, setEvidence] = useState<string[]>(last?.evidence ?? []);
  const result = useDraft(`complaint:${id}`);
  const recorder = useRecorder();
  const missing = words.EVIDENCE.filter((name) => !evidence.includes(name));
  const toggle = (name: string): void =>
    setEvidence(evidence.includes(name) ? evidence.filter((e) => e !== name) : [...evidence, name]);

  async function save(): Promise<void> {
    const filed_at = last?.filed_at || rfc3339(Date.now() + skew);
    const body = { type, evidence, filed_at, result: result.text.trim() };
    if (await recorder.record({ case: id, kind: 'complaint', body })) result.clear();
  }

  return (
    <form
      class="writer"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label class="field">
        <span>{t('complaint_type')}</span>
        <select value={type} onChange={(event) => setType(event.currentTarget.value)}>
          {words.COMPLAINT_TYPES.map((name) => (
            <option key={name} value={name}>
              {words.complaintType(name)}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="evidence">
        <legend>{t('complaint_evidence')}</legend>
        {words.EVIDENCE.map((name) => (
          <label key={name} class="tick">
            <input type="checkbox" checked={evidence.includes(name)} onChange={() => toggle(name)} />
            {words.evidence(name)}
          </label>
        ))}
      </fieldset>
      {missing.length > 0 && (
        <p class="muted small">{t('complaint_missing', missing.map(words.evidence).join(t('comma')))}</p>
      )}
      <input
        aria-label={t('complaint_result')}
        placeholder={t('complaint_result')}
        value={result.text}
        onInput={(event) => result.write(event.currentTarget.value)}
      />
      <button type="submit" class="main" disabled={recorder.busy}>
        {t(last ? 'complaint_update' : 'complaint_save')}
      </button>
      {recorder.error && (
        <p class="notice bad" role="alert">
          {recorder.error}
        </p>
      )}
      <MaskedNotice masked={recorder.masked} />
    </form>
  );
}
