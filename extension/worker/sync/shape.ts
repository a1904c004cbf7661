import type { Colleague, VersionChange } from '../../protocol';
import { t } from '../../text';
import type { Logged } from '../store/stretch';
import { Unreachable } from './http';

// What the backend answers is checked before anything of it is stored: half an answer, or another
// program's, must not move the cursor.

function fail(what: string): never {
  throw new Unreachable(t('error_shape', what));
}

function record(value: unknown, what: string): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : fail(what);
}

function list(value: unknown, what: string): unknown[] {
  return Array.isArray(value) ? value : fail(what);
}

function text(value: unknown, what: string): string {
  return typeof value === 'string' && value !== '' ? value : fail(what);
}

function whole(value: unknown, what: string): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : fail(what);
}

export interface Page {
  events: Logged[];
  next: number;
  more: boolean;
  epoch: string;
  /** Seq of the newest event there is, 0 where the backend does not say. */
  head: number;
}

/** A page of the log after a seq: seqs rise, and next is not before the last of them. */
export function page(body: unknown, after: number): Page {
  const answer = record(body, 'page');
  let last = after;
  const events = list(answer.events, 'events').map((value) => {
    const event = record(value, 'event');
    for (const key of ['id', 'case', 'kind', 'at'] as const) text(event[key], `event.${key}`);
    const seq = whole(event.seq, 'event.seq');
    if (seq <= last) fail('event.seq');
    last = seq;
    return event as unknown as Logged;
  });
  const next = whole(answer.next, 'next');
  if (next < last) fail('next');
  const more = answer.more === true;
  if (more && next === after) fail('next'); // it would go round for ever
  return {
    events,
    next,
    more,
    epoch: text(answer.epoch, 'epoch'),
    head: answer.head === undefined ? 0 : whole(answer.head, 'head'),
  };
}

export interface Pushed {
  acked: Set<string>;
  refused: Map<string, string>;
}

/** What became of a batch; ids that were not in it are ignored. */
export function pushed(body: unknown, sent: Set<string>): Pushed {
  const answer = record(body, 'push');
  const ids = (key: string) => list(answer[key], key).map((id) => text(id, key));
  const acked = new Set([...ids('accepted'), ...ids('duplicate')].filter((id) => sent.has(id)));
  const refused = new Map<string, string>();
  for (const value of list(answer.refused, 'refused')) {
    const entry = record(value, 'refused');
    const id = text(entry.id, 'refused.id');
    if (sent.has(id) && !acked.has(id)) refused.set(id, reason(entry.error));
  }
  return { acked, refused };
}

/** Who a token belongs to, as the backend has it by now, and who else is of the team. */
export function profile(body: unknown): { name: string; role: Joined['role']; people: Colleague[] } {
  const answer = record(body, 'me');
  const people = answer.people === undefined ? [] : list(answer.people, 'people').map(colleague); // an older backend
  return { name: text(answer.name, 'name'), role: roleOf(answer.role), people };
}

function colleague(value: unknown): Colleague {
  const { member, name, left } = record(value, 'people');
  return { member: text(member, 'people.member'), name: text(name, 'people.name'), left: left === true };
}

/** The newest version, and what those after this one brought. */
export function newest(body: unknown): { version: string; changes: VersionChange[] } {
  const answer = record(body, 'changes');
  const said = (value: unknown) => list(value, 'changes').map((line) => text(line, 'changes'));
  const changes = list(answer.changes, 'changes').map((value) => {
    const { version, date, zh, en } = record(value, 'changes');
    return { version: text(version, 'changes'), date: text(date, 'changes'), zh: said(zh), en: said(en) };
  });
  return { version: text(answer.version, 'changes'), changes };
}

function roleOf(role: unknown): Joined['role'] {
  return role === 'agent' || role === 'lead' ? role : '';
}

function reason(error: unknown): string {
  if (typeof error === 'string') return error;
  const { message, code } = (error ?? {}) as { message?: unknown; code?: unknown };
  if (code === 'conflict') return t('error_id_taken');
  return typeof message === 'string' ? message : typeof code === 'string' ? code : t('error_refused');
}

export interface Joined {
  team: string;
  member: string;
  token: string;
  role: '' | 'agent' | 'lead';
}

export function joined(body: unknown): Joined {
  const answer = record(body, 'join');
  return {
    team: text(answer.team, 'team'),
    member: text(answer.member, 'member'),
    token: text(answer.token, 'token'),
    role: roleOf(answer.role),
  };
}

/** A code that signs this member in to the board, once. */
export function loginCode(body: unknown): string {
  return text(record(body, 'code').code, 'code.code');
}
