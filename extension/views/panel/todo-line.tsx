import type { TodoItem } from '../../engine';
import { t } from '../../text';
import { BadgeChip } from '../lib/badge';
import * as words from '../lib/words';

/** One case of the list; the whole line opens it. */
export function TodoLine({ item, mine, onOpen }: { item: TodoItem; mine: boolean; onOpen(id: string): void }) {
  const facts = [
    item.buyer,
    words.status(item.status),
    mine && t('todo_line_mine'),
    item.notes > 0 && t('todo_line_notes', item.notes),
    item.pending && t('note_pending'),
  ];
  return (
    <li>
      <button type="button" class="line" onClick={() => onOpen(item.case)}>
        <span class="line-top">
          <span class="product">{item.product || orderOf(item.case)}</span>
          {item.badge && <BadgeChip badge={item.badge} />}
        </span>
        {item.text && <span class="excerpt">{item.text}</span>}
        <span class="facts">{facts.filter(Boolean).join(' · ')}</span>
      </button>
    </li>
  );
}

/** The order number in a case's id, <site>:<order>:<item>. */
export function orderOf(id: string): string {
  return id.split(':')[1] ?? id;
}
