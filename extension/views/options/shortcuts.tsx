import { useEffect, useState } from 'preact/hooks';
import { t } from '../../text';

/** Chrome's own page; only there can keys be set. */
const SETTINGS = 'chrome://extensions/shortcuts';

/** The keys Chrome has given Pingban's commands; it says so where it has given none. */
export function Shortcuts() {
  const [commands, setCommands] = useState<chrome.commands.Command[]>([]);
  useEffect(() => {
    const look = () => void chrome.commands.getAll().then(setCommands);
    look();
    addEventListener('focus', look); // back from Chrome's page
    return () => removeEventListener('focus', look);
  }, []);
  return (
    <section aria-labelledby="shortcuts">
      <h2 id="shortcuts">{t('shortcuts_title')}</h2>
      {commands
        .filter(({ description }) => description)
        .map(({ name, description, shortcut }) => (
          <p key={name}>
            {description} · {shortcut ? <kbd>{shortcut}</kbd> : <b>{t('shortcuts_none')}</b>}
          </p>
        ))}
      <button type="button" class="plain" onClick={() => void chrome.tabs.create({ url: SETTINGS })}>
        {t('shortcuts_set')}
      </button>
    </section>
  );
}
