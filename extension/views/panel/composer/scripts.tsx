import { useState } from 'preact/hooks';
import { readable } from '../../../script-text';
import { t } from '../../../text';
import { ask } from '../../lib/ask';
import { useAsked } from '../../lib/use';
import { Own } from './own';

const SHOWN = 8;

interface Props {
  /** Puts a filled script where the caret was. */
  onInsert(script: string, text: string): void;
  onSay(said: string): void;
}

/** Scripts for the chat: all of them, found by title, words, pinyin or initials, and one's own to look after. */
export function Scripts({ onInsert, onSay }: Props) {
  const [text, setText] = useState('');
  const [mine, setMine] = useState(false);
  const [error, setError] = useState('');
  const settings = useAsked('settings', {}, ({ changed }) => changed === 'settings');
  const platform = settings.value?.platform ?? '';
  const asked = { text, channel: '旺旺', platform, limit: SHOWN };
  const hits = useAsked('scripts', asked, ({ changed }) => changed === 'packs');

  async function insert(script: string): Promise<void> {
    try {
      const { shop, agent } = await ask('settings', {});
      const filled = await ask('fill', { script, vars: { ...(shop && { shop }), ...(agent && { agent }) } });
      setError('');
      onInsert(script, filled.text);
    } catch (fault) {
      setError(fault instanceof Error ? fault.message : String(fault));
    }
  }

  return (
    <div class="scripts">
      <div class="row">
        <input
          type="search"
          aria-label={t('composer_scripts')}
          placeholder={t('composer_scripts')}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setMine(false);
          }}
        />
        <button type="button" class="chip" aria-pressed={mine} onClick={() => setMine(!mine)}>
          {t('own_mine')}
        </button>
      </div>
      {(error || hits.error) && (
        <p class="notice bad" role="alert">
          {error || hits.error}
        </p>
      )}
      {mine ? (
        <Own onInsert={(script) => void insert(script)} onSay={onSay} />
      ) : (
        <>
          {hits.value && hits.value.hits.length === 0 && <p class="empty">{t('composer_no_script', text)}</p>}
          <ul class="list">
            {hits.value?.hits.map(({ script, from }) => (
              <li key={script.id}>
                <button type="button" class="line" onClick={() => void insert(script.id)}>
                  <span class="product">
                    {script.title}
                    {from && <span class="muted small"> {t(from === 'own' ? 'own_mine' : 'own_team')}</span>}
                  </span>
                  <span class="excerpt facts">{readable(script.text)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
