import { t } from '../../text';
import { useAsked } from '../lib/use';
import { Versions } from '../lib/versions';
import { Backup } from './backup';
import { Features } from './features';
import { Health } from './health';
import { Pages } from './pages';
import { Reminders } from './reminders';
import { Shop } from './shop';
import { Shortcuts } from './shortcuts';
import { Team } from './team';

/** Settings, the connection to the team, and how it all runs. */
export function Options() {
  const status = useAsked(
    'status',
    {},
    ({ changed }) => changed === 'status' || changed === 'settings' || changed === 'packs',
  );
  const settings = useAsked('settings', {}, ({ changed }) => changed === 'settings');
  const error = status.error || settings.error;
  return (
    <>
      <header>
        <img src="../icons/48.png" alt="" width="40" height="40" />
        <div>
          <h1>{t('options_title')}</h1>
          <p class="muted">{t('options_promise')}</p>
        </div>
      </header>
      {error && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
      {status.value && <Versions status={status.value} />}
      {settings.value && <Shop settings={settings.value} />}
      {status.value && <Team status={status.value} />}
      {settings.value && <Reminders settings={settings.value} />}
      {settings.value && status.value && <Features settings={settings.value} off={status.value.off} />}
      <Shortcuts />
      <Pages />
      <Backup />
      {status.value && <Health status={status.value} />}
    </>
  );
}
