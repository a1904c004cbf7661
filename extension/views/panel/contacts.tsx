import { useState } from 'preact/hooks';
import type { Advice } from '../../engine';
import { t } from '../../text';
import { useDraft } from '../lib/draft';
import { rfc3339, short } from '../lib/time';
import * as words from '../lib/words';
import { MaskedNotice } from './masked';
import { useRecorder } from './record';

interface Props {
  id: string;
  advice: Advice;
  skew: number;
  onWrite(): void;
}

/** Logs a contact with the buyer, and says beforehand whether this is the time for one. */
export function Contacts({ id, advice, skew, onWrite }: Props) {
  const [channel, setChannel] = useState<string>(words.CHANNELS[0]);
  const [asked, setAsked] = useState(false);
  const result = useDraft(`contact:${id}`);
  const recorder = useRecorder();

  async function save(): Promise<void> {
    if (!advice.ok && channel === '电话' && !asked) return setAsked(true);
    const body = { channel, result: result.text.trim(), when: rfc3339(Date.now() + skew) };
    if (!(await recorder.record({ case: id, kind: 'contact', body }))) return;
    result.clear();
    setAsked(false);
  }

  return (
    <section>
      <h3>{t('contact_title')}</h3>
      <p class={advice.ok ? 'small' : 'small warn'}>
        {t('contact_count', advice.count, advice.limit)}
        {advice.reason && ` · ${advice.reason}`}
        {advice.next && ` · ${t('contact_next', short(advice.next))}`}{' '}
        <button type="button" class="link" onClick={onWrite}>
          {t('contact_write')}
        </button>
      </p>
      <form
        class="contact"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <select
          aria-label={t('contact_channel')}
          value={channel}
          onChange={(event) => setChannel(event.currentTarget.value)}
        >
          {words.CHANNELS.map((name) => (
            <option key={name} value={name}>
              {words.channel(name)}
            </option>
          ))}
        </select>
        <input
          aria-label={t('contact_result')}
          placeholder={t('contact_result')}
          value={result.text}
          onInput={(event) => result.write(event.currentTarget.value)}
        />
        <button type="submit" class={asked ? 'danger' : 'main'} disabled={recorder.busy}>
          {t(asked ? 'contact_anyway' : 'contact_save')}
        </button>
      </form>
      {asked && (
        <p class="notice bad" role="alert">
          {t('contact_ask')}
        </p>
      )}
      {recorder.error && (
        <p class="notice bad" role="alert">
          {recorder.error}
        </p>
      )}
      <MaskedNotice masked={recorder.masked} />
    </section>
  );
}
