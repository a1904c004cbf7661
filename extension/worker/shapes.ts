import type { Ask, Name } from '../protocol';
import { t } from '../text';

/** What a field must be; one with a question mark may be missing. */
type Kind = 'text' | 'number' | 'list' | 'record' | 'flag';
type Shape = Kind | `${Kind}?`;

/** Every request's fields: the engine and the store are asked only for what has the right form. */
const SHAPES: { [N in Name]: { [F in keyof Ask<N>]-?: Shape } } = {
  start: {},
  rows: { body: 'text' },
  see: { site: 'text', kind: 'text?', platform: 'text?', rating: 'text?', sightings: 'list', rows: 'list' },
  tick: { rows: 'list' },
  check: { text: 'text', platform: 'text?', context: 'record?' },
  scripts: {
    text: 'text',
    channel: 'text?',
    platform: 'text?',
    rating: 'text?',
    case: 'text?',
    review: 'text?',
    limit: 'number?',
  },
  fill: { script: 'text', vars: 'record' },
  'script.used': { script: 'text', edited: 'flag' },
  own: {},
  'own.put': { id: 'text?', title: 'text', text: 'text', expires: 'text?' },
  'own.drop': { id: 'text' },
  'own.propose': { id: 'text', why: 'text' },
  reasons: { text: 'text', rating: 'text?' },
  record: { id: 'text?', case: 'text', kind: 'text', base: 'text?', body: 'record' },
  case: { case: 'text' },
  todo: { text: 'text?', only: 'text?', limit: 'number?' },
  'draft.get': { key: 'text' },
  'draft.put': { key: 'text', text: 'text' },
  refused: { case: 'text' },
  'refused.retry': { id: 'text' },
  'refused.drop': { id: 'text' },
  settings: {
    off: 'list?',
    platform: 'text?',
    shop: 'text?',
    shops: 'list?',
    agent: 'text?',
    pausedUntil: 'text?',
    ignoredRules: 'list?',
    sites: 'record?',
    remind: 'flag?',
    quietFrom: 'number?',
    quietUntil: 'number?',
  },
  pages: {},
  'page.set': { id: 'text', on: 'flag' },
  status: {},
  'version.read': { what: 'text' },
  backup: {},
  'backup.take': { text: 'text', merge: 'flag' },
  health: {
    site: 'text',
    seen: 'number',
    recognised: 'number',
    joined: 'number',
    strategies: 'record',
    refused: 'record',
    hook: 'text',
    ignored: 'record',
  },
  'health.get': {},
  join: { origin: 'text', code: 'text', name: 'text' },
  leave: {},
  'sync.now': {},
  board: {},
  'panel.open': { case: 'text' },
  'panel.case': {},
};

/** What is wrong with a request's body, for people; '' where nothing is. */
export function faultOf(name: Name, body: unknown): string {
  if (!is('record', body)) return t('error_request', name, t('shape_record'));
  for (const [field, shape] of Object.entries<Shape>(SHAPES[name])) {
    const kind = shape.replace('?', '') as Kind;
    const value = (body as Record<string, unknown>)[field];
    if ((value === undefined && shape !== kind) || is(kind, value)) continue;
    return t('error_request', `${name}.${field}`, t(`shape_${kind}`));
  }
  return '';
}

function is(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'list':
      return Array.isArray(value);
    case 'record':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}
