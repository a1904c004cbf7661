import { t } from '../../text';
import { openPanel, openReviews, openView } from '../lib/console';
import { useAsked } from '../lib/use';
import { Shop } from '../options/shop';
import { TryCheck } from './try-check';
import { TryClock } from './try-clock';

/** The first page after installing: what Pingban does, tried at once, with no team and no console open. */
export function Welcome() {
  const settings = useAsked('settings', {}, ({ changed }) => changed === 'settings');
  return (
    <>
      <header>
        <img src="../icons/48.png" alt="" width="40" height="40" />
        <div>
          <h1>{t('welcome_title')}</h1>
          <p class="muted">{t('welcome_lead')}</p>
        </div>
      </header>
      <TryCheck />
      <TryClock />
      {settings.error && (
        <p class="notice bad" role="alert">
          {settings.error}
        </p>
      )}
      {settings.value && <Shop settings={settings.value} />}
      <section aria-labelledby="start">
        <h2 id="start">{t('welcome_start_title')}</h2>
        <p>{t('welcome_pin')}</p>
        <div class="row">
          <button type="button" class="main" onClick={openReviews}>
            {t('welcome_console')}
          </button>
          <button type="button" class="plain" onClick={() => void openPanel()}>
            {t('welcome_panel')}
          </button>
          <button type="button" class="plain" onClick={() => openView('handbook')}>
            {t('welcome_practice')}
          </button>
          <button type="button" class="plain" onClick={() => void chrome.runtime.openOptionsPage()}>
            {t('welcome_options')}
          </button>
        </div>
      </section>
      <section aria-labelledby="leaves">
        <h2 id="leaves">{t('welcome_leaves_title')}</h2>
        <p>{t('welcome_leaves')}</p>
      </section>
    </>
  );
}
