import { useState } from 'preact/hooks';
import type { PageSwitch } from '../../protocol';
import { t } from '../../text';
import { ask } from '../lib/ask';
import { useHeld } from '../lib/held';
import { useAsked } from '../lib/use';

/** The pages that are read, each with its switch, and how well it is known. */
export function Pages() {
  const asked = useAsked('pages', {}, ({ changed }) => changed === 'settings' || changed === 'packs');
  const [error, setError] = useState('');

  /** Gives whether the page is switched as asked. */
  async function set({ id, origins }: PageSwitch, on: boolean): Promise<boolean> {
    setError('');
    try {
      // Within the click, or the browser does not ask.
      if (on && origins.length && !(await chrome.permissions.request({ origins }))) {
        setError(t('pages_refused'));
        return false;
      }
      await ask('page.set', { id, on });
      asked.again();
      return true;
    } catch (fault) {
      setError(fault instanceof Error ? fault.message : String(fault));
      return false;
    }
  }

  return (
    <section aria-labelledby="pages">
      <h2 id="pages">{t('pages_title')}</h2>
      {asked.value?.pages.map((page) => (
        <PageLine key={page.id} page={page} set={(on) => set(page, on)} />
      ))}
      <p class="muted small">{t('pages_reload')}</p>
      {(error || asked.error) && (
        <p class="notice bad" role="alert">
          {error || asked.error}
        </p>
      )}
    </section>
  );
}

function PageLine({ page, set }: { page: PageSwitch; set(on: boolean): Promise<boolean> }) {
  const switched = useHeld(page.on);
  const turn = (on: boolean): void => switched.save(on, set(on));
  return (
    <label class="switch">
      <input type="checkbox" checked={switched.value} onChange={(event) => turn(event.currentTarget.checked)} />
      <span>{page.title}</span>
      <span class="muted small">{noteOf(page)}</span>
    </label>
  );
}

function noteOf({ kind, evidence, origins }: PageSwitch): string {
  const notes = [
    ...(evidence === 'C' ? [t('pages_weak')] : []),
    ...(kind === 'chat' ? [t('pages_chat')] : []),
    ...(origins.length ? [t('pages_asks')] : []),
  ];
  return notes.map((note) => t('pages_note', note)).join('');
}
