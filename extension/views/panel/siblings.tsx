import { useState } from 'preact/hooks';
import type { ReviewBody } from '../../engine';
import { t } from '../../text';
import { BadgeChip } from '../lib/badge';
import { useAsked } from '../lib/use';
import * as words from '../lib/words';
import { NewRequest } from './request';
import { orderOf, requestOf } from './todo-line';

interface Props {
  id: string;
  review: ReviewBody | null;
  skew: number;
  onOpen(id: string): void;
}

/** The other cases of the same order, its after-sale requests among them, and the way to add one. */
export function Siblings({ id, review, skew, onOpen }: Props) {
  const order = orderOf(id);
  const [adding, setAdding] = useState(false);
  const { value } = useAsked('todo', { text: order, limit: 50 }, ({ changed }) => changed === 'cases');
  const others = value?.items.filter((item) => item.case !== id && orderOf(item.case) === order) ?? [];
  return (
    <section class="siblings">
      {others.length > 0 && (
        <>
          <h3>{t('case_siblings')}</h3>
          <ul>
            {others.map((item) => (
              <li key={item.case} class="row">
                <button type="button" class="link" onClick={() => onOpen(item.case)}>
                  {requestOf(item.case)
                    ? t('case_request_number', requestOf(item.case))
                    : `${t('case_sibling_review')} ${item.product}`}
                </button>
                <span class="muted small">{words.status(item.status)}</span>
                {item.badge && <BadgeChip badge={item.badge} />}
              </li>
            ))}
          </ul>
        </>
      )}
      {adding ? (
        <NewRequest known={review ?? { order }} skew={skew} onOpen={onOpen} onCancel={() => setAdding(false)} />
      ) : (
        <button type="button" class="link end" title={t('request_hint')} onClick={() => setAdding(true)}>
          {t('request_new')}
        </button>
      )}
    </section>
  );
}
