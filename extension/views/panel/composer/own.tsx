import { useState } from 'preact/hooks';
import type { OwnScript } from '../../../protocol';
import { readable } from '../../../script-text';
import { t } from '../../../text';
import { ask } from '../../lib/ask';
import { short } from '../../lib/time';
import { useAsked } from '../../lib/use';
import { OwnForm } from './own-form';

/** The agent's own scripts: what each is used for, and what can be done with it. */
export function Own({ onInsert, onSay }: { onInsert(script: string): void; onSay(said: string): void }) {
  const own = useAsked('own', {}, ({ changed }) => changed === 'packs' || changed === 'cases');
  const status = useAsked('status', {}, ({ changed }) => changed === 'status');
  const inTeam = Boolean(status.value?.sync.team);
  return (
    <>
      {own.error && (
        <p class="notice bad" role="alert">
          {own.error}
        </p>
      )}
      {own.value && own.value.scripts.length === 0 && <p class="empty">{t('own_none')}</p>}
      <ul class="list own">
        {own.value?.scripts.map((one) => (
          <li key={one.script.id}>
            <Line own={one} inTeam={inTeam} onInsert={() => onInsert(one.script.id)} onSay={onSay} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface LineProps {
  own: OwnScript;
  inTeam: boolean;
  onInsert(): void;
  onSay(said: string): void;
}

function Line({ own, inTeam, onInsert, onSay }: LineProps) {
  const { script, proposed, used, edited, expired } = own;
  const [doing, setDoing] = useState<'' | 'edit' | 'drop' | 'propose'>('');
  const [why, setWhy] = useState('');

  async function act(work: () => Promise<unknown>, said: string): Promise<void> {
    try {
      await work();
      setDoing('');
      onSay(said);
    } catch (fault) {
      onSay(fault instanceof Error ? fault.message : String(fault));
    }
  }

  if (doing === 'edit')
    return (
      <OwnForm
        from={script}
        onDone={(said) => {
          setDoing('');
          onSay(said);
        }}
        onCancel={() => setDoing('')}
      />
    );
  const facts = [
    used > 0 && (edited > 0 ? t('own_used_edited', used, edited) : t('own_used', used)),
    expired ? t('own_expired', script.expires ?? '') : script.expires && t('own_until', script.expires),
    proposed && t('own_proposed', short(proposed)),
  ].filter(Boolean);
  return (
    <>
      <button type="button" class="line" disabled={expired} onClick={onInsert}>
        <span class="product">{script.title}</span>
        <span class="excerpt facts">{readable(script.text)}</span>
        {facts.length > 0 && <span class="muted small">{facts.join(' · ')}</span>}
      </button>
      <div class="row own-acts">
        <button type="button" class="link" onClick={() => setDoing('edit')}>
          {t('own_edit')}
        </button>
        {inTeam && !proposed && doing !== 'propose' && (
          <button type="button" class="link" onClick={() => setDoing('propose')}>
            {t('own_propose')}
          </button>
        )}
        {doing === 'drop' ? (
          <button
            type="button"
            class="link bad"
            onClick={() => void act(() => ask('own.drop', { id: script.id }), t('own_dropped', script.title))}
            onBlur={() => setDoing('')}
          >
            {t('own_drop_sure')}
          </button>
        ) : (
          <button type="button" class="link" onClick={() => setDoing('drop')}>
            {t('delete')}
          </button>
        )}
      </div>
      {doing === 'propose' && (
        <form
          class="row own-acts"
          onSubmit={(event) => {
            event.preventDefault();
            void act(() => ask('own.propose', { id: script.id, why }), t('own_proposed_now'));
          }}
        >
          <input
            aria-label={t('own_why')}
            placeholder={t('own_why')}
            maxLength={500}
            value={why}
            onInput={(event) => setWhy(event.currentTarget.value)}
          />
          <button type="submit" class="main">
            {t('own_propose_send')}
          </button>
          <button type="button" class="plain" onClick={() => setDoing('')}>
            {t('cancel')}
          </button>
        </form>
      )}
    </>
  );
}
