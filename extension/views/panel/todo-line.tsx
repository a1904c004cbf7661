import type { TodoItem } from '../../engine';
import { t } from '../../text';
import { BadgeChip } from '../lib/badge';
import { ago, short } from '../lib/time';
import { who } from '../lib/who';
import * as words from '../lib/words';

interface Props {
  item: TodoItem;
  mine: boolean;
  /** Something happened since this person last looked. */
  fresh: boolean;
  now: number;
  /** Whether it is picked; undefined where lines are opened and not picked. */
  picked: boolean | undefined;
  onOpen(id: string): void;
  onPick(id: string): void;
}

/** One case of the list; the whole line opens it, or picks it for a bulk action. */
export function TodoLine({ item, mine, fresh, now, picked, onOpen, onPick }: Props) {
  const facts = [
    item.waiting && waited(item.waiting, now),
    item.buyer,
    words.status(item.status),
    mine ? t('todo_line_mine') : item.assignee && who(item.assignee, ''),
    item.notes > 0 && t('todo_line_notes', item.notes),
    item.next_at && t('todo_next', short(item.next_at)),
    item.pending && t('note_pending'),
  ];
  return (
    <li class={picked === undefined ? '' : 'pickable'}>
      {picked !== undefined && (
        <input
          type="checkbox"
          checked={picked}
          aria-label={t('bulk_pick', item.product || orderOf(item.case))}
          onChange={() => onPick(item.case)}
        />
      )}
      <button
        type="button"
        class="line"
        data-case={item.case}
        onClick={() => (picked === undefined ? onOpen(item.case) : onPick(item.case))}
      >
        <span class="line-top">
          <span class="product">
            {fresh && <span class="fresh">{t('todo_new')}</span>}
            {requestOf(item.case) && <span class="mark">{t('case_request')}</span>}
            {item.product || orderOf(item.case)}
          </span>
          {item.badge && <BadgeChip badge={item.badge} />}
        </span>
        {item.text && <span class="excerpt">{item.text}</span>}
        <span class="facts">{facts.filter(Boolean).join(' · ')}</span>
      </button>
    </li>
  );
}

const WAITED = {
  minutes: 'todo_waiting_minutes',
  hours: 'todo_waiting_hours',
  days: 'todo_waiting_days',
} as const;

function waited(since: string, now: number): string {
  const [count, unit] = ago(since, now);
  return t(WAITED[unit], count);
}

/** The number of the after-sale request a case's id names, '' where it is a reviewed line. */
export function requestOf(id: string): string {
  const last = id.split(':')[2] ?? '';
  return last.startsWith('#') ? last.slice(1) : '';
}

/** The order number in a case's id, <site>:<order>:<item>. */
export function orderOf(id: string): string {
  return id.split(':')[1] ?? id;
}
