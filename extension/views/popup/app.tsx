import { useState } from 'preact/hooks';
import type { Settings } from '../../protocol';
import { t } from '../../text';
import { ask } from '../lib/ask';
import { openBoard } from '../lib/board';
import { openPanel, openView } from '../lib/console';
import { useHeld } from '../lib/held';
import { SyncChip } from '../lib/sync-chip';
import { clock, rfc3339 } from '../lib/time';
import { useAsked, useTick } from '../lib/use';
import { Versions } from '../lib/versions';

const PAUSE_MINUTES = 30;

/** How it stands in one look, a pause, and the way to the other views. */
export function Popup() {
  const status = useAsked('status', {}, ({ changed }) => changed === 'status' || changed === 'settings');
  const settings = useAsked('settings', {}, ({ changed }) => changed === 'settings');
  const todo = useAsked('todo', { limit: 1 }, ({ changed }) => changed === 'cases');
  const [boardFault, setBoardFault] = useState('');
  const inTeam = status.value && status.value.sync.state !== 'none' && status.value.sync.state !== 'revoked';
  const error = boardFault || status.error || settings.error || todo.error || status.value?.store.error || '';
  return (
    <>
      <header class="bar">
        <h1>{t('short_name')}</h1>
        {status.value && <SyncChip status={status.value} />}
      </header>
      {error && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
      {!error && status.value?.engine.state === 'failed' && (
        <p class="notice bad" role="status">
          {t('notice_engine', status.value.engine.error)}
        </p>
      )}
      {status.value && <Versions status={status.value} />}
      <p class="numbers">
        <span class={todo.value?.today ? 'urgent' : ''}>
          <b>{todo.value?.today ?? '–'}</b> {t('todo_today')}
        </span>
        <span>
          <b>{todo.value?.over ?? '–'}</b> {t('todo_over')}
        </span>
        <span>
          <b>{todo.value?.mine ?? '–'}</b> {t('todo_mine')}
        </span>
      </p>
      {settings.value && <AtHand settings={settings.value} />}
      {settings.value && <Pause settings={settings.value} skew={status.value?.skew ?? 0} />}
      <div class="row">
        <button type="button" class="main" onClick={() => void openPanel().then(() => window.close())}>
          {t('popup_panel')}
        </button>
        {inTeam && (
          <button
            type="button"
            class="plain"
            onClick={() => void openBoard().catch((fault: Error) => setBoardFault(fault.message))}
          >
            {t('team_board')}
          </button>
        )}
        <button type="button" class="plain" onClick={() => openView('handbook')}>
          {t('popup_handbook')}
        </button>
        <button type="button" class="plain" onClick={() => void chrome.runtime.openOptionsPage()}>
          {t('popup_options')}
        </button>
        <button type="button" class="plain" onClick={() => openView('welcome')}>
          {t('welcome_again')}
        </button>
      </div>
    </>
  );
}

/** Which shop one works for now, where there are several. */
function AtHand({ settings }: { settings: Settings }) {
  const { shops, shop } = settings;
  const chosen = useHeld(shop);
  if (shops.length < 2) return null;

  function choose(name: string): void {
    const { platform } = shops.find((s) => s.name === name) ?? settings;
    const saving = ask('settings', { shop: name, platform }).then(
      () => true,
      () => false,
    );
    chosen.save(name, saving);
  }

  return (
    <label class="shop">
      {t('shops_current')}{' '}
      <select value={chosen.value} onChange={(event) => choose(event.currentTarget.value)}>
        {shops.map(({ name }) => (
          <option key={name} value={name}>
            {name || t('shops_unnamed')}
          </option>
        ))}
      </select>
    </label>
  );
}

function Pause({ settings, skew }: { settings: Settings; skew: number }) {
  const [now, setNow] = useState(Date.now() + skew);
  useTick(1000, () => setNow(Date.now() + skew));
  const paused = Date.parse(settings.pausedUntil || '1970-01-01') > now;
  const until = (ms: number) => void ask('settings', { pausedUntil: ms > 0 ? rfc3339(ms) : '' }).catch(() => {});
  return paused ? (
    <div class="pause on">
      <span>{t('popup_paused', clock(settings.pausedUntil))}</span>
      <button type="button" class="plain" onClick={() => until(0)}>
        {t('popup_resume')}
      </button>
    </div>
  ) : (
    <div class="pause">
      <span class="muted">{t('popup_running')}</span>
      <button type="button" class="plain" onClick={() => until(Date.now() + skew + PAUSE_MINUTES * 60_000)}>
        {t('popup_pause')}
      </button>
    </div>
  );
}
