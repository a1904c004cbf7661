import { useState } from 'preact/hooks';
import type { Settings } from '../../protocol';
import { t } from '../../text';
import { BadgeChip } from '../lib/badge';
import { fromLocal, rfc3339, toLocal } from '../lib/time';
import { useAsked, useTick } from '../lib/use';
import * as words from '../lib/words';
import { Windows } from '../panel/windows';

const DAY_MS = 86_400_000;
/** A review as most are when somebody looks: nearly run out. */
const SAMPLE_AGE_MS = 29.4 * DAY_MS;
const REFRESH_MS = 30_000;

/** Type a review's time and see what can still happen to it: the clocks of the page, with no page. */
export function TryClock() {
  const [at, setAt] = useState(() => toLocal(rfc3339(Date.now() - SAMPLE_AGE_MS)));
  const [rating, setRating] = useState<string>('bad');
  const [platform, setPlatform] = useState<Exclude<Settings['platform'], ''>>('taobao');
  const [now, setNow] = useState(() => rfc3339(Date.now()));
  useTick(REFRESH_MS, () => setNow(rfc3339(Date.now())));

  const rated_at = fromLocal(at);
  const future = rated_at !== '' && Date.parse(rated_at) > Date.parse(now);
  const clock = { id: 'try', platform, now, rating, ...(rated_at && !future && { rated_at }) };
  const { value, error } = useAsked('tick', { rows: [{ key: 'try', clock, sentiment: '' }] }, ({ changed }) => {
    return changed === 'packs';
  });
  const row = value?.rows[0];
  return (
    <section aria-labelledby="try-clock">
      <h2 id="try-clock">{t('welcome_clock_title')}</h2>
      <div class="row">
        <label>
          {t('welcome_clock_at')}{' '}
          <input type="datetime-local" value={at} onInput={(event) => setAt(event.currentTarget.value)} />
        </label>
        <label>
          {t('welcome_clock_rating')}{' '}
          <select value={rating} onChange={(event) => setRating(event.currentTarget.value)}>
            {words.RATINGS.map((value) => (
              <option key={value} value={value}>
                {words.rating(value)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('shop_platform')}{' '}
          <select
            value={platform}
            onChange={(event) => setPlatform(event.currentTarget.value === 'tmall' ? 'tmall' : 'taobao')}
          >
            <option value="taobao">{words.platform('taobao')}</option>
            <option value="tmall">{words.platform('tmall')}</option>
          </select>
        </label>
      </div>
      {error && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
      {(rated_at === '' || future) && <p class="muted">{t(future ? 'welcome_clock_future' : 'welcome_clock_none')}</p>}
      {row?.badge && <BadgeChip badge={row.badge} />}
      {row && <Windows windows={row.windows} />}
    </section>
  );
}
