import { useState } from 'preact/hooks';
import type { Item } from '../../engine';
import { t } from '../../text';
import { ask } from '../lib/ask';
import { useDraft } from '../lib/draft';
import { short } from '../lib/time';
import { who } from '../lib/who';
import * as words from '../lib/words';
import { compensation } from './bodies';
import { MaskedNotice } from './masked';
import { useRecorder } from './record';

interface Props {
  id: string;
  items: Item[];
  /** Events whose form or reason speaks of the review. */
  linked: string[];
  me: string;
}

/** What was paid for a defect, apart from the review; a warning where the two were tied together. */
export function Compensations({ id, items, linked, me }: Props) {
  const [form, setForm] = useState<string>(words.COMPENSATION_FORMS[0]);
  const amount = useDraft(`compensation_amount:${id}`);
  const why = useDraft(`compensation:${id}`);
  const [warning, setWarning] = useState('');
  const recorder = useRecorder();
  const paid = items.filter((item) => item.kind === 'compensation');
  const cents = paid.reduce((sum, { body }) => sum + Math.round(Number(compensation(body).amount) * 100), 0);

  async function save(): Promise<void> {
    const body = { amount: amount.text.trim(), form, why: why.text.trim() };
    const said = `${body.form}${body.amount}元，${body.why}`;
    if (!warning) {
      // What a compensation says of the review is said of one tied to it.
      const context = { compensation_linked: true };
      const report = await ask('check', { text: said, context }).catch(() => undefined);
      const found = report?.findings.find((finding) => finding.label === 'review_inducement');
      if (found) return setWarning(found.message);
    }
    if (!(await recorder.record({ case: id, kind: 'compensation', body }))) return;
    setWarning('');
    amount.clear();
    why.clear();
  }

  return (
    <section>
      <h3>{t('compensation_title')}</h3>
      <p class="muted small">{t('compensation_aside')}</p>
      {paid.length > 0 && (
        <ul class="ledger">
          {paid.map(({ event, at, actor, body }) => {
            const { amount, form, why } = compensation(body);
            return (
              <li key={event}>
                <b class="number">{t('compensation_yuan', amount)}</b> {form} · {why || t('compensation_no_why')}
                <span class="muted small">
                  {' '}
                  {short(at)} {who(actor, me)}
                </span>
                {linked.includes(event) && <p class="notice bad">{t('compensation_linked')}</p>}
              </li>
            );
          })}
          <li class="muted small">{t('compensation_total', paid.length, (cents / 100).toFixed(2))}</li>
        </ul>
      )}
      <form
        class="contact"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <input
          class="yuan"
          inputMode="decimal"
          aria-label={t('compensation_amount')}
          placeholder={t('compensation_amount')}
          value={amount.text}
          onInput={(event) => amount.write(event.currentTarget.value)}
        />
        <select
          aria-label={t('compensation_form')}
          value={form}
          onChange={(event) => setForm(event.currentTarget.value)}
        >
          {words.COMPENSATION_FORMS.map((name) => (
            <option key={name} value={name}>
              {words.compensationForm(name)}
            </option>
          ))}
        </select>
        <input
          aria-label={t('compensation_why')}
          placeholder={t('compensation_why')}
          value={why.text}
          onInput={(event) => {
            setWarning('');
            why.write(event.currentTarget.value);
          }}
        />
        <button type="submit" class={warning ? 'danger' : 'main'} disabled={recorder.busy || amount.text.trim() === ''}>
          {t(warning ? 'contact_anyway' : 'compensation_save')}
        </button>
      </form>
      {(warning || recorder.error) && (
        <p class="notice bad" role="alert">
          {warning || recorder.error}
        </p>
      )}
      <MaskedNotice masked={recorder.masked} />
    </section>
  );
}
