import { LABELS } from '../../content/words';
import { t } from '../../text';
import { exact } from '../lib/time';
import { who } from '../lib/who';
import * as words from '../lib/words';

/** What an event says, in one line for people. Me is this agent's member id. */
export function sentence(kind: string, body: unknown, me: string): string {
  const said = (name: string): string => {
    const value = (body as Record<string, unknown> | null)?.[name];
    return Array.isArray(value) ? value.join(t('comma')) : value === undefined || value === null ? '' : String(value);
  };
  switch (kind) {
    case 'review': {
      const page = (body as { page?: { kind?: unknown } } | null)?.page?.kind;
      if (page === 'refunds') return t('event_page_refunds');
      if (page === 'orders') return t('event_page_orders');
      return t('event_review', said('text') || t('case_no_text'));
    }
    case 'note':
      return t('event_note', said('text'));
    case 'note_edit':
      return t('event_note_edit', said('text'));
    case 'note_delete':
      return t('event_note_delete');
    case 'field':
      return t('event_field', words.fieldName(said('name')), fieldValue(said('name'), said('value'), me));
    case 'contact':
      return t('event_contact', words.channel(said('channel')), said('result'));
    case 'compensation':
      return t('event_compensation', said('amount'), said('form'), said('why'));
    case 'finding':
      return t('event_finding', words.findingAction(said('action')), LABELS[said('label')] ?? said('rule'));
    case 'script':
      return t('event_script', said('script'));
    case 'complaint':
      return t('event_complaint', said('type'), exact(said('filed_at')));
    case 'erased':
      return t('event_erased');
    default:
      return kind;
  }
}

function fieldValue(name: string, value: string, me: string): string {
  if (value === '') return t('event_field_none');
  if (name === 'rating') return words.rating(value);
  if (name === 'status') return words.status(value);
  if (name === 'next_at') return exact(value);
  return name === 'assignee' ? who(value, me) : value;
}
