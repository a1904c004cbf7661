import { useState } from 'preact/hooks';
import type { Settings } from '../../protocol';
import { t } from '../../text';
import { ask } from '../lib/ask';
import * as words from '../lib/words';

const PLATFORMS: Settings['platform'][] = ['', 'taobao', 'tmall'];

/** The shop: its platform, and the names scripts put in. Saved as one changes them. */
export function Shop({ settings }: { settings: Settings }) {
  const [said, setSaid] = useState('');

  function save(part: Partial<Settings>): void {
    ask('settings', part).then(
      () => setSaid(t('saved')),
      (fault: Error) => setSaid(fault.message),
    );
  }

  return (
    <section aria-labelledby="shop">
      <h2 id="shop">{t('shop_title')}</h2>
      <label class="field">
        <span>{t('shop_platform')}</span>
        <select
          value={settings.platform}
          onChange={(event) => save({ platform: event.currentTarget.value as Settings['platform'] })}
        >
          {PLATFORMS.map((platform) => (
            <option key={platform} value={platform}>
              {platform === '' ? t('shop_platform_link') : words.platform(platform)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{t('shop_name')}</span>
        <input value={settings.shop} maxLength={60} onChange={(event) => save({ shop: event.currentTarget.value })} />
      </label>
      <label class="field">
        <span>{t('shop_agent')}</span>
        <input value={settings.agent} maxLength={60} onChange={(event) => save({ agent: event.currentTarget.value })} />
      </label>
      <p class="muted small" aria-live="polite">
        {said || t('shop_hint')}
      </p>
    </section>
  );
}
