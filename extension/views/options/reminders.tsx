import type { Settings } from '../../protocol';
import { t } from '../../text';
import { useHeld } from '../lib/held';
import { useSave } from './save';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const NOTIFICATIONS: chrome.permissions.Permissions = { permissions: ['notifications'] };

/** Whether to ring before a window closes, and when to keep quiet. Chrome is asked when it is switched on. */
export function Reminders({ settings }: { settings: Settings }) {
  const { error, setError, save } = useSave();

  async function turn(on: boolean): Promise<void> {
    // Chrome wants the request within the click, so nothing is awaited before it.
    if (on && !(await chrome.permissions.request(NOTIFICATIONS).catch(() => false))) {
      setError(t('remind_refused'));
      return;
    }
    await save({ remind: on });
  }

  return (
    <section aria-labelledby="reminders">
      <h2 id="reminders">{t('reminders_title')}</h2>
      <label class="switch">
        <input
          type="checkbox"
          checked={settings.remind}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            event.currentTarget.checked = settings.remind;
            void turn(checked);
          }}
        />
        <span>{t('remind_on')}</span>
        <span class="muted small">{t('remind_hint')}</span>
      </label>
      <p class="row">
        <label for="quiet-from">{t('quiet_from')}</label>
        <Hour id="quiet-from" value={settings.quietFrom} onSave={(quietFrom) => save({ quietFrom })} />
        <label for="quiet-until">{t('quiet_until')}</label>
        <Hour id="quiet-until" value={settings.quietUntil} onSave={(quietUntil) => save({ quietUntil })} />
        <span class="muted small">
          {settings.quietFrom === settings.quietUntil ? t('quiet_never') : t('quiet_hint')}
        </span>
      </p>
      {error && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
    </section>
  );
}

interface HourProps {
  id: string;
  value: number;
  onSave(hour: number): Promise<boolean>;
}

function Hour({ id, value, onSave }: HourProps) {
  const chosen = useHeld(value);
  const choose = (hour: number): void => chosen.save(hour, onSave(hour));
  return (
    <select id={id} value={chosen.value} onChange={(event) => choose(Number(event.currentTarget.value))}>
      {HOURS.map((hour) => (
        <option key={hour} value={hour}>
          {`${String(hour).padStart(2, '0')}:00`}
        </option>
      ))}
    </select>
  );
}
