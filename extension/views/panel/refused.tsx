import type { RefusedEvent } from '../../protocol';
import { t } from '../../text';
import { ask } from '../lib/ask';
import { short } from '../lib/time';
import { useAsked } from '../lib/use';
import { sentence } from './sentence';

/** Own events the backend will not take: nothing written is lost, its writer decides. */
export function RefusedEvents({ id }: { id: string }) {
  const { value, again } = useAsked(
    'refused',
    { case: id },
    ({ changed }) => changed === 'cases' || changed === 'status',
  );
  if (!value || value.refused.length === 0) return null;
  const act = (name: 'refused.retry' | 'refused.drop', event: string) =>
    void ask(name, { id: event }).then(again, again);
  return (
    <section>
      <h3>{t('refused_title')}</h3>
      <ul class="notes">
        {value.refused.map((refused) => (
          <Refused key={refused.event.id} refused={refused} act={act} />
        ))}
      </ul>
    </section>
  );
}

function Refused({
  refused,
  act,
}: {
  refused: RefusedEvent;
  act(name: 'refused.retry' | 'refused.drop', id: string): void;
}) {
  const { event, error, at } = refused;
  return (
    <li class="note conflict">
      <p class="note-text">{sentence(event.kind, event.body, '')}</p>
      <p class="small">
        {short(at)} {error}
      </p>
      <div class="row">
        <button type="button" class="link" onClick={() => act('refused.retry', event.id)}>
          {t('retry')}
        </button>
        <button type="button" class="link" onClick={() => act('refused.drop', event.id)}>
          {t('refused_drop')}
        </button>
      </div>
    </li>
  );
}
