import { t } from '../../text';
import * as words from '../lib/words';

export const PLATFORMS = ['taobao', 'tmall', 'jd'];

/** Picks one of the platforms, or '' for all of them where `every` is set. */
export function PlatformSelect(props: { value: string; every?: boolean; onPick: (platform: string) => void }) {
  return (
    <select
      aria-label={t('shop_platform')}
      value={props.value}
      onChange={(event) => props.onPick(event.currentTarget.value)}
    >
      {props.every && <option value="">{t('handbook_all_platforms')}</option>}
      {PLATFORMS.map((name) => (
        <option key={name} value={name}>
          {words.platform(name)}
        </option>
      ))}
    </select>
  );
}
