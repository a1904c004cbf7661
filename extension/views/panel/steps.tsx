import type { PageClock, State } from '../../engine';
import { type TextKey, t } from '../../text';
import { rfc3339, short } from '../lib/time';
import { useRecorder } from './record';

const TAKEN: [keyof PageClock, TextKey][] = [
  ['refund_at', 'step_asked'],
  ['refund_agreed_at', 'step_agreed'],
  ['refund_refused_at', 'step_refused'],
  ['return_shipped_at', 'step_returned'],
];

/** How far a refund is, and the step that was just taken: the next clock counts from it. */
export function Steps({ id, state, skew }: { id: string; state: State; skew: number }) {
  const recorder = useRecorder();
  const page = state.pages?.find(({ kind }) => kind === 'refunds');
  const { review } = state;
  if (!review || !page) return null;

  function put(change: Partial<PageClock>, without?: keyof PageClock): void {
    const now = rfc3339(Date.now() + skew);
    const next = { ...(page as PageClock), ...change, now };
    if (without) delete next[without];
    void recorder.record({ case: id, kind: 'review', body: { ...review, page: next } });
  }

  const now = () => rfc3339(Date.now() + skew);
  const last = TAKEN.findLast(([name]) => name !== 'refund_at' && page[name] !== undefined)?.[0];
  const answered = page.refund_agreed_at !== undefined || page.refund_refused_at !== undefined;
  return (
    <section>
      <h3>{t('steps_title')}</h3>
      <ol class="steps">
        {TAKEN.filter(([name]) => page[name]).map(([name, said]) => (
          <li key={name}>
            {t(said)} <span class="muted small">{short(String(page[name]))}</span>
          </li>
        ))}
        {page.ended && <li>{t('step_ended')}</li>}
      </ol>
      <div class="row">
        {!page.ended && !answered && (
          <>
            <button type="button" class="plain" onClick={() => put({ refund_agreed_at: now() })}>
              {t('step_agreed')}
            </button>
            <button type="button" class="plain" onClick={() => put({ refund_refused_at: now() })}>
              {t('step_refused')}
            </button>
          </>
        )}
        {!page.ended && page.refund_agreed_at && !page.return_shipped_at && (
          <button type="button" class="plain" onClick={() => put({ return_shipped_at: now() })}>
            {t('step_returned')}
          </button>
        )}
        {!page.ended && (
          <button type="button" class="plain" onClick={() => put({ ended: true })}>
            {t('step_ended')}
          </button>
        )}
        {(page.ended || last) && (
          <button type="button" class="link" onClick={() => (page.ended ? put({}, 'ended') : put({}, last))}>
            {t('step_undo')}
          </button>
        )}
      </div>
      <p class="muted small">{t('steps_hint')}</p>
      {recorder.error && (
        <p class="notice bad" role="alert">
          {recorder.error}
        </p>
      )}
    </section>
  );
}
