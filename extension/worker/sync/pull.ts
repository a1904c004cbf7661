import { forgetLog, ingest, withTexts } from '../store/log';
import { type Cursor, getMeta, type Identity, NO_CURSOR, startOf } from '../store/meta';
import { unack } from '../store/queue';
import type { Logged } from '../store/stretch';
import { Refusal, request } from './http';
import { type Page, page } from './shape';

const LIMIT = 500;

export interface Pulled {
  /** Called after each page is stored, with the cases it touched. */
  stored(cases: string[]): void;
  /** Called when more is to come: the log was read up to one seq, and reaches to another. */
  read(upTo: number, head: number): void;
  /** Called when the log was forgotten because the backend's is another one now. */
  forgotten(): void;
}

/** Reads the team's log from the cursor to its head. */
export async function pull(me: Identity, signal: AbortSignal, told: Pulled): Promise<void> {
  let restarted = false;
  for (;;) {
    try {
      await readOn(me, await cursorOf(me), signal, told);
      // Whatever was acknowledged is in the log by now; what is not there was lost and goes again.
      return await unack(me.team);
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.status !== 410 || restarted) throw fault;
      // The log was purged or restored. All of it is read again; what the backend acknowledged but
      // may have lost is pushed again.
      restarted = true;
      await forgetLog(startOf(me.team));
      await unack(me.team);
      told.forgotten();
    }
  }
}

async function cursorOf(me: Identity): Promise<Cursor> {
  const cursor = (await getMeta('cursor')) ?? NO_CURSOR;
  if (cursor.team === me.team) return cursor;
  const fresh = startOf(me.team);
  await forgetLog(fresh);
  return fresh;
}

/** Events of cases that were erased, as the log has them now, to stand in for those read before with their texts. */
async function erasures(
  me: Identity,
  events: Logged[],
  upTo: number,
  epoch: string,
  signal: AbortSignal,
): Promise<Logged[]> {
  const all: Logged[] = [];
  const erased = events.filter(({ kind }) => kind === 'erased').map((event) => event.case);
  for (const id of await withTexts([...new Set(erased)])) {
    let part: Page = { events: [], next: 0, more: true, epoch, head: 0 };
    while (part.more) {
      const query = new URLSearchParams({ case: id, after: String(part.next), limit: String(LIMIT), epoch });
      const { body } = await request({ origin: me.origin, path: `/v1/events?${query}`, token: me.token, signal });
      part = page(body, part.next);
      all.push(...part.events.filter(({ seq }) => seq <= upTo));
    }
  }
  return all;
}

/** Reads and stores page after page. While one is stored the backend is asked for the next. */
async function readOn(me: Identity, from: Cursor, signal: AbortSignal, told: Pulled): Promise<void> {
  let cursor = from;
  for (let coming: Promise<Page> | undefined = ask(me, cursor, signal); coming; ) {
    const { events, next, more, epoch, head }: Page = await coming;
    if (cursor.epoch !== '' && epoch !== cursor.epoch) throw new Refusal(410, 'gone', '');
    if (next === cursor.after && epoch === cursor.epoch) return;
    const reached: Cursor = { team: me.team, after: next, epoch, events: cursor.events + events.length };
    coming = more ? ask(me, reached, signal) : undefined;
    coming?.catch(() => {}); // it is heard of in its turn
    const replaced = await erasures(me, events, next, epoch, signal);
    if (!(await ingest(events, replaced, cursor, reached))) return;
    cursor = reached;
    if (events.length > 0) told.stored([...new Set(events.map((event) => event.case))]);
    if (more) told.read(next, head);
  }
}

async function ask(me: Identity, { after, epoch }: Cursor, signal: AbortSignal): Promise<Page> {
  const query = new URLSearchParams({ after: String(after), limit: String(LIMIT) });
  if (epoch) query.set('epoch', epoch);
  const { body } = await request({ origin: me.origin, path: `/v1/events?${query}`, token: me.token, signal });
  return page(body, after);
}
