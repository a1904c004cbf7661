import { useState } from 'preact/hooks';
import { t } from '../../text';
import { ulid } from '../../ulid';
import { ask } from '../lib/ask';
import { colleagues } from '../lib/who';
import * as words from '../lib/words';

interface Props {
  picked: string[];
  /** Own member id, '' before joining. */
  me: string;
  /** RFC 3339 of tomorrow at ten. */
  later: string;
  onAll(): void;
  onEnd(): void;
}

interface Done {
  name: string;
  /** Case → its value before. */
  before: Map<string, string>;
  failed: number;
  error: string;
}

/** One field set on every case picked, one after the other, with the way back. */
export function Bulk({ picked, me, later, onAll, onEnd }: Props) {
  const [at, setAt] = useState(-1);
  const [done, setDone] = useState<Done>();
  const busy = at >= 0;

  async function set(name: string, values: Map<string, string>): Promise<void> {
    const result: Done = { name, before: new Map(), failed: 0, error: '' };
    let n = 0;
    for (const [id, value] of values) {
      setAt(n++);
      try {
        const field = (await ask('case', { case: id })).state?.fields[name];
        const body = { name, value };
        const base = field?.head;
        await ask('record', { id: ulid(Date.now()), case: id, kind: 'field', ...(base && { base }), body });
        result.before.set(id, String(field?.value ?? (name === 'status' ? words.STATUSES[0] : '')));
      } catch (fault) {
        result.failed++;
        result.error = fault instanceof Error ? fault.message : String(fault);
      }
    }
    setAt(-1);
    setDone(result);
  }
  const all = (name: string, value: string) => void set(name, new Map(picked.map((id) => [id, value])));

  return (
    <div class="bulk" role="toolbar" aria-label={t('bulk_toolbar')}>
      <span class="row">
        <b>{t('bulk_count', picked.length)}</b>
        <button type="button" class="link" onClick={onAll}>
          {t('bulk_all')}
        </button>
        <button type="button" class="link" onClick={onEnd}>
          {t('bulk_end')}
        </button>
      </span>
      <span class="row">
        <select
          aria-label={t('bulk_status')}
          value=""
          disabled={busy || picked.length === 0}
          onChange={(event) => {
            const { value } = event.currentTarget;
            event.currentTarget.value = '';
            if (value) all('status', value);
          }}
        >
          <option value="">{t('bulk_status')}</option>
          {words.STATUSES.map((value) => (
            <option key={value} value={value}>
              {words.status(value)}
            </option>
          ))}
        </select>
        {me !== '' && (
          <select
            aria-label={t('bulk_assign')}
            value=""
            disabled={busy || picked.length === 0}
            onChange={(event) => {
              const { value } = event.currentTarget;
              event.currentTarget.value = '';
              if (value) all('assignee', value);
            }}
          >
            <option value="">{t('bulk_assign')}</option>
            <option value={me}>{t('who_me')}</option>
            {colleagues(me).map(({ member, name }) => (
              <option key={member} value={member}>
                {name}
              </option>
            ))}
          </select>
        )}
        <button
          type="button"
          class="plain"
          disabled={busy || picked.length === 0}
          onClick={() => all('next_at', later)}
        >
          {t('bulk_later')}
        </button>
      </span>
      <span class="small" role="status">
        {busy && t('bulk_working', at + 1, picked.length)}
        {!busy && done && (
          <>
            {t('bulk_done', done.before.size)}
            {done.failed > 0 && ` · ${t('bulk_failed', done.failed, done.error)}`}{' '}
            {done.before.size > 0 && (
              <button type="button" class="link" onClick={() => void set(done.name, done.before)}>
                {t('bulk_undo')}
              </button>
            )}
          </>
        )}
      </span>
    </div>
  );
}
