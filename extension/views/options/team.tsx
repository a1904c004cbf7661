import { useState } from 'preact/hooks';
import type { Status } from '../../protocol';
import { t } from '../../text';
import { ask } from '../lib/ask';
import { openBoard } from '../lib/board';
import { words } from '../lib/sync-chip';
import { exact } from '../lib/time';
import { grant, isOpen, release } from './grant';

/** The team's backend: joining it with an invite code, and leaving it. */
export function Team({ status }: { status: Status }) {
  const { state } = status.sync;
  return (
    <section aria-labelledby="team">
      <h2 id="team">{t('team_title')}</h2>
      {state === 'none' || state === 'revoked' ? (
        <Join revoked={state === 'revoked'} origin={status.sync.origin} />
      ) : null}
      {state !== 'none' && <Joined status={status} />}
    </section>
  );
}

function Join({ revoked, origin }: { revoked: boolean; origin: string }) {
  const [state, setState] = useState({ busy: false, error: '' });

  async function submit(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const origin = text('origin');
    setState({ busy: true, error: '' });
    try {
      // A backend that knows the shipped extension needs no permission; one behind a proxy of its
      // own may. If the user would rather not, the join itself says what is missing.
      if (!(await isOpen(origin))) await grant(origin);
      await ask('join', { origin, code: text('code'), name: text('name') });
      setState({ busy: false, error: '' });
    } catch (fault) {
      setState({ busy: false, error: fault instanceof Error ? fault.message : String(fault) });
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <p>{t(revoked ? 'team_rejoin' : 'team_join_hint')}</p>
      <label class="field">
        <span>{t('team_origin')}</span>
        <input
          name="origin"
          required
          inputMode="url"
          autocomplete="url"
          placeholder="https://pingban.example.com"
          defaultValue={origin}
        />
      </label>
      <label class="field">
        <span>{t('team_code')}</span>
        <input name="code" required autocomplete="one-time-code" spellcheck={false} />
      </label>
      <label class="field">
        <span>{t('team_name')}</span>
        <input name="name" required maxLength={40} autocomplete="name" />
      </label>
      <button type="submit" class="main" disabled={state.busy}>
        {t(state.busy ? 'team_joining' : 'team_join')}
      </button>
      {state.error && (
        <p class="notice bad" role="alert">
          {state.error}
        </p>
      )}
    </form>
  );
}

function Joined({ status }: { status: Status }) {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState('');
  const { sync, store } = status;

  async function board(): Promise<void> {
    setError('');
    await openBoard().catch((fault: Error) => setError(fault.message));
  }

  async function leave(): Promise<void> {
    try {
      await ask('leave', {});
      await release(sync.origin);
    } catch (fault) {
      setError(fault instanceof Error ? fault.message : String(fault));
    }
  }

  return (
    <div>
      <dl>
        <dt>{t('team_origin')}</dt>
        <dd>{sync.origin}</dd>
        <dt>{t('team_me')}</dt>
        <dd>
          {sync.name}
          {sync.role && ` · ${t(sync.role === 'lead' ? 'role_lead' : 'role_agent')}`}
        </dd>
        <dt>{t('team_sync')}</dt>
        <dd>
          {words(status)}
          {sync.last && ` · ${t('sync_last', exact(sync.last))}`}
          {sync.error && <span class="bad"> {sync.error}</span>}
        </dd>
      </dl>
      <div class="row">
        {sync.state !== 'revoked' && (
          <button type="button" class="main" onClick={() => void board()}>
            {t('team_board')}
          </button>
        )}
        <button type="button" class="plain" onClick={() => void ask('sync.now', {}).catch(() => {})}>
          {t('team_sync_now')}
        </button>
        <button type="button" class="plain" onClick={() => setAsking(true)}>
          {t('team_leave')}
        </button>
      </div>
      {asking && (
        <div class="confirm" role="alertdialog" aria-label={t('team_leave')}>
          <p>{store.queued > 0 ? t('team_leave_queued', store.queued) : t('team_leave_ask')}</p>
          <div class="row">
            <button type="button" class="danger" onClick={() => void leave()}>
              {t('team_leave')}
            </button>
            <button type="button" class="plain" onClick={() => setAsking(false)}>
              {t('cancel')}
            </button>
          </div>
        </div>
      )}
      {error && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
