import { useEffect, useState } from 'preact/hooks';
import type { Settings, ShopSetting } from '../../protocol';
import { t } from '../../text';
import { ask } from '../lib/ask';
import * as words from '../lib/words';

const PLATFORMS: Settings['platform'][] = ['', 'taobao', 'tmall'];

/** The shops as they are listed: without a list the one that is set. */
export function shopsOf({ shops, shop, platform }: Settings): ShopSetting[] {
  return shops.length > 0 ? shops : [{ name: shop, platform }];
}

/** The shops with their platforms, which of them one works for now, and the name scripts put in. Saved as one changes them. */
export function Shop({ settings }: { settings: Settings }) {
  const [said, setSaid] = useState('');
  // The list as one left it: a second change rests on the first, which may still be on its way.
  const stored = JSON.stringify(shopsOf(settings));
  const [shops, setShops] = useState(() => shopsOf(settings));
  useEffect(() => setShops(JSON.parse(stored)), [stored]);

  function save(part: Partial<Settings>): void {
    ask('settings', part).then(
      () => setSaid(t('saved')),
      (fault: Error) => setSaid(fault.message),
    );
  }

  /** Saves the list; the shop at hand is the one at `current`. */
  function put(next: ShopSetting[], current: number): void {
    const named = next.map(({ name }) => name.trim());
    if (new Set(named).size < named.length) {
      setSaid(t('shops_twice'));
      return;
    }
    setShops(next);
    const { name = '', platform = '' } = next[current] ?? {};
    save({ shops: next, shop: name, platform });
  }

  const at = Math.max(
    0,
    shops.findIndex(({ name }) => name === settings.shop),
  );
  return (
    <section aria-labelledby="shop">
      <h2 id="shop">{t('shop_title')}</h2>
      {shops.map((shop, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a shop's name changes while one types it
        <fieldset key={i} class="shop">
          <legend class="spoken">{shop.name || t('shops_unnamed')}</legend>
          <label class="field">
            <span>{t('shop_name')}</span>
            <input
              value={shop.name}
              maxLength={60}
              onChange={(event) => put(shops.with(i, { ...shop, name: event.currentTarget.value.trim() }), at)}
            />
          </label>
          <label class="field">
            <span>{t('shop_platform')}</span>
            <select
              value={shop.platform}
              onChange={(event) =>
                put(shops.with(i, { ...shop, platform: event.currentTarget.value as Settings['platform'] }), at)
              }
            >
              {PLATFORMS.map((platform) => (
                <option key={platform} value={platform}>
                  {platform === '' ? t('shop_platform_link') : words.platform(platform)}
                </option>
              ))}
            </select>
          </label>
          {shops.length > 1 && (
            <div class="row">
              {i === at ? (
                <b>{t('shops_current')}</b>
              ) : (
                <button type="button" class="plain" onClick={() => put(shops, i)}>
                  {t('shops_use')}
                </button>
              )}
              <button
                type="button"
                class="link"
                onClick={() => put(shops.toSpliced(i, 1), i < at || i === shops.length - 1 ? Math.max(0, at - 1) : at)}
              >
                {t('shops_remove', shop.name || t('shops_unnamed'))}
              </button>
            </div>
          )}
        </fieldset>
      ))}
      <button
        type="button"
        class="plain"
        disabled={shops.some(({ name }) => name === '')}
        onClick={() => put([...shops, { name: '', platform: '' }], at)}
      >
        {t('shops_add')}
      </button>
      <label class="field">
        <span>{t('shop_agent')}</span>
        <input value={settings.agent} maxLength={60} onChange={(event) => save({ agent: event.currentTarget.value })} />
      </label>
      <p class="muted small">{t('shops_hint')}</p>
      <p class="muted small" aria-live="polite">
        {said || t('shop_hint')}
      </p>
    </section>
  );
}
