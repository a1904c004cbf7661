import { FEATURES, type Feature, type Off, type Settings } from '../../protocol';
import { t } from '../../text';
import { useHeld } from '../lib/held';
import * as words from '../lib/words';
import { useSave } from './save';

/** Each feature's own switch. What the team turned off says why and cannot be turned on here. */
export function Features({ settings, off }: { settings: Settings; off: Off[] }) {
  const { error, save } = useSave();
  const switched = useHeld(settings.off);

  function set(feature: Feature, on: boolean): void {
    const others = switched.value.filter((f) => f !== feature);
    const next = on ? others : [...others, feature];
    switched.save(next, save({ off: next }));
  }

  return (
    <section aria-labelledby="features">
      <h2 id="features">{t('features_title')}</h2>
      {FEATURES.map((feature) => {
        const byTeam = off.find((o) => o.feature === feature && o.by === 'team');
        return (
          <label key={feature} class="switch">
            <input
              type="checkbox"
              checked={!byTeam && !switched.value.includes(feature)}
              disabled={byTeam !== undefined}
              onChange={(event) => set(feature, event.currentTarget.checked)}
            />
            <span>{words.feature(feature)}</span>
            {byTeam && <span class="muted small">{t('features_team', byTeam.reason)}</span>}
          </label>
        );
      })}
      {error && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
    </section>
  );
}
