import { useState } from 'preact/hooks';
import { VARIABLES } from '../../../content/words';
import { t } from '../../../text';
import { ask } from '../../lib/ask';
import { useAsked } from '../../lib/use';

const SHOWN = 8;

/** Scripts for the chat, found by title, words, pinyin or initials; one is put in where the caret was. */
export function Scripts({ onInsert }: { onInsert(text: string): void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState('');
  const hits = useAsked('scripts', { text, channel: '旺旺', limit: SHOWN }, ({ changed }) => changed === 'packs');

  async function insert(script: string): Promise<void> {
    try {
      const { shop, agent } = await ask('settings', {});
      const filled = await ask('fill', { script, vars: { ...(shop && { shop }), ...(agent && { agent }) } });
      setError('');
      onInsert(filled.text);
    } catch (fault) {
      setError(fault instanceof Error ? fault.message : String(fault));
    }
  }

  return (
    <div class="scripts">
      <input
        type="search"
        aria-label={t('composer_scripts')}
        placeholder={t('composer_scripts')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {(error || hits.error) && (
        <p class="notice bad" role="alert">
          {error || hits.error}
        </p>
      )}
      {hits.value && hits.value.hits.length === 0 && <p class="empty">{t('composer_no_script', text)}</p>}
      <ul class="list">
        {hits.value?.hits.map(({ script }) => (
          <li key={script.id}>
            <button type="button" class="line" onClick={() => void insert(script.id)}>
              <span class="product">{script.title}</span>
              <span class="excerpt facts">{readable(script.text)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A script's text with its holes as they will show: a variable by its name, a fallback as it stands. */
function readable(text: string): string {
  return text.replace(/\{\{(\??)([^|}]+)(?:\|([^}]*))?\}\}/g, (_, prompt: string, name: string, fallback?: string) =>
    prompt ? `〔${name}〕` : (fallback ?? `〔${VARIABLES[name] ?? name}〕`),
  );
}
