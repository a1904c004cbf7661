import type { Item } from '../../engine';
import { t } from '../../text';
import { exact, short } from '../lib/time';
import { who } from '../lib/who';
import { sentence } from './sentence';

/** Everything that happened, the newest first. */
export function Timeline({ items, me }: { items: Item[]; me: string }) {
  if (items.length === 0) return null;
  return (
    <details class="timeline">
      <summary>
        <h3>{t('timeline_title', items.length)}</h3>
      </summary>
      <ol>
        {items.toReversed().map((item) => (
          <li key={item.event}>
            <time dateTime={item.at} title={exact(item.at)}>
              {short(item.at)}
            </time>{' '}
            <span class="muted">{who(item.actor, me)}</span> {sentence(item.kind, item.body, me)}
            {item.pending && <span class="kept"> {t('note_pending')}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
