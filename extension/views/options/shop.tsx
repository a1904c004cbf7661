import { useState } from 'preact/hooks';
import type { Settings, ShopSetting } from '../../protocol';
import { t } from '../../text';
import { useHeld } from '../lib/held';
import { LineField } from '../lib/line-field';
import * as words from '../lib/words';
import { useSave } from './save';

const PLATFORMS: Settings['platform'][] = ['', 'taobao', 'tmall'];

/** Longest name, in UTF-16 units; the worker refuses longer ones. */
const LONGEST = 60;

/** The shops as they are listed: without a list the one that is set. */
export function shopsOf({ shops, shop, platform }: Settings): ShopSetting[] {
  return shops.length > 0 ? shops : [{ name: shop, platform }];
}

/** The shops with their platforms, which of them one works for now, and the name scripts put in. Saved as one changes them. */
export function Shop({ settings }: { settings: Settings }) {
  const { error, setError, save } = useSave();
  const [saved, setSaved] = useState(false);
  const listed = useHeld(shopsOf(settings));
  const shops = listed.value;

  async function tell(part: Partial<Settings>): Promise<boolean> {
    const kept = await save(part);
    setSaved(kept);
    return kept;
  }

  /** Saves the list; the shop at hand is the one at `current`. Gives whether it was kept. */
  function put(next: ShopSetting[], current: number): Promise<boolean> {
    const names = next.map(({ name }) => name);
    if (new Set(names).size < names.length) {
      setError(t('shops_twice'));
      return Promise.resolve(false);
    }
    const { name = '', platform = '' } = next[current] ?? {};
    const saving = tell({ shops: next, shop: name, platform });
    listed.save(next, saving);
    return saving;
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
          <LineField
            label="shop_name"
            value={shop.name}
            longest={LONGEST}
            onSave={(name) => put(shops.with(i, { ...shop, name }), at)}
          />
          <label class="field">
            <span>{t('shop_platform')}</span>
            <select
              value={shop.platform}
              onChange={(event) =>
                void put(shops.with(i, { ...shop, platform: event.currentTarget.value as Settings['platform'] }), at)
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
                <button type="button" class="plain" onClick={() => void put(shops, i)}>
                  {t('shops_use')}
                </button>
              )}
              <button
                type="button"
                class="link"
                onClick={() =>
                  void put(shops.toSpliced(i, 1), i < at || i === shops.length - 1 ? Math.max(0, at - 1) : at)
                }
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
        onClick={() => void put([...shops, { name: '', platform: '' }], at)}
      >
        {t('shops_add')}
      </button>
      <LineField label="shop_agent" value={settings.agent} longest={LONGEST} onSave={(agent) => tell({ agent })} />
      <p class="muted small">{t('shops_hint')}</p>
      <p class="muted small" aria-live="polite">
        {error || (saved ? t('saved') : t('shop_hint'))}
      </p>
    </section>
  );
}
