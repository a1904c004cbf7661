// One timer for all rows: shows what the engine said would come, and asks it anew for rows it said no more of.
import type { Badge } from '../../engine';
import { ask } from '../link';
import type { Page } from '../page';
import { breath } from '../sight/slices';
import { badgeOf, type Known, type Tracked } from '../sight/tracked';

/** Rows of one question. What needs none is shown row by row, each in a tick of its own. */
const BATCH = 4;
/** The same for rows that come into sight: they have no badge before their answer. */
const SCREEN = 24;
/** Rows looked at in one tick whether they are due. */
const LOOK = 50;
const LONGEST = 60_000;
/** Rows due within so many ms of one another are asked about together. */
const SHORTEST = 5_000;
/** Between rows of which nothing need be asked. */
const NEXT = 60;
/** Between questions while much is out of date. */
const HURRY = 300;
/** How long to leave an engine alone that did not answer. */
const PATIENCE = 15_000;

/** Asks for rows as of now, so many at once, and puts the answers in; false where the engine could not. */
export async function refresh(page: Page, rows: Known[], most = BATCH): Promise<boolean> {
  for (let i = 0; i < rows.length; i += most) {
    const batch = rows.slice(i, i + most).filter((row) => row.seen?.clock);
    const asked = new Map(batch.map((row) => [row.key, { row, seen: row.seen }]));
    try {
      const answer = await ask('tick', {
        rows: batch.flatMap(({ key, seen }) =>
          seen.clock ? [{ key, clock: seen.clock, sentiment: seen.row.sentiment }] : [],
        ),
      });
      for (const { key, badge, windows, coming = [] } of answer.rows) {
        await breath(); // the bar, the counts and the health hear of each row: together that is a tick's work
        const then = asked.get(key);
        if (!then || then.row.seen !== then.seen) continue;
        then.row.seen = { ...then.seen, windows, coming, ...(badge ? { badge } : {}) };
        if (!badge) delete then.row.seen.badge;
        page.sight.touch([then.row]);
      }
    } catch {
      return false;
    }
  }
  return true;
}

/** A moment in ms, infinitely far where there is none. */
const moment = (at: string | undefined) => (at ? Date.parse(at) : Number.POSITIVE_INFINITY);

/** When a badge will say something else. */
const endOf = (badge: Badge | null) => moment(badge?.next);

/** Puts the badge in that the engine gave along for now; false where it gave none. */
function advance(row: Known, now: number): boolean {
  let [badge, ...coming] = row.seen.coming ?? [];
  while (badge && endOf(badge) <= now) [badge, ...coming] = coming;
  if (!badge) return false;
  row.seen = { ...row.seen, badge, coming };
  return true;
}

export interface Time {
  /** To be called with rows that came into sight. */
  came(rows: Iterable<Tracked>): void;
  /** Those of them that speak of hours ago and are being asked about: a badge is drawn after that. */
  readonly old: ReadonlySet<Tracked>;
}

/**
 * Keeps badges true while the page is looked at. Rows in sight set the time; of rows out of sight only the
 * counts above the list tell, so that they are seen to when their state turns. Rows that are `opened` show more
 * than their badge and are always asked about.
 */
export function keepTime(
  page: Page,
  near: ReadonlySet<Tracked>,
  opened: (row: Tracked) => boolean,
  signal: AbortSignal,
): Time {
  let timer = 0;
  let planned = Number.POSITIVE_INFINITY;
  let behind = false;
  let busy = false;
  /** Row → when it will say something else, and when it will count as something else; kept as rows change. */
  const moments = new Map<Tracked, { words: number; state: number }>();
  const enter = (row: Tracked) => {
    const badge = page.sight.cases.isKnown(row) ? badgeOf(row) : null;
    if (badge?.next) moments.set(row, { words: endOf(badge), state: moment(badge.turns) });
    else moments.delete(row);
    turn = Math.min(turn, moments.get(row)?.state ?? turn);
  };
  /** No row's state turns before. */
  let turn = Number.POSITIVE_INFINITY;
  /** When a row in sight or opened, or one of which only the counts tell, is to be seen to. */
  const momentOf = (row: Tracked) => moments.get(row)?.[near.has(row) || opened(row) ? 'words' : 'state'];
  const due = (row: Tracked | undefined, now: number) =>
    row !== undefined && (momentOf(row) ?? Number.POSITIVE_INFINITY) <= now;
  /** Rows that were due when all were last looked through, those in sight first. */
  let waiting: Tracked[] = [];

  const look = async (now: number) => {
    const far: Tracked[] = [];
    let looked = 0;
    if (turn <= now) {
      turn = Number.POSITIVE_INFINITY;
      for (const [row, { state }] of moments) {
        turn = Math.min(turn, state);
        if (!near.has(row) && due(row, now)) far.push(row);
        if (++looked % LOOK === 0) await breath();
      }
    }
    // Those in sight last: who comes into sight from now on is heard of.
    waiting = [...near].filter((row) => due(row, now)).concat(far);
  };
  const plan = (least: number) => {
    clearTimeout(timer);
    if (signal.aborted || document.hidden) return;
    const { now } = page;
    let soonest = behind ? now : now + LONGEST;
    for (const row of near) soonest = Math.min(soonest, momentOf(row) ?? soonest);
    planned = Math.max(soonest, now + least);
    timer = window.setTimeout(() => void tick(), planned - now + 50);
  };
  const tick = async () => {
    if (busy) return;
    busy = true;
    const { now } = page;
    while (waiting.length && !due(waiting[0], now)) waiting.shift();
    if (!waiting.length) {
      // A tick each: to begin, to look through rows, and to show one. The first time each has to be compiled as well.
      await breath();
      await look(now);
      await breath();
    }
    const rows = waiting.slice(0, BATCH).filter((row) => due(row, now));
    const known = rows.filter((row) => page.sight.cases.isKnown(row));
    const own = known.find((row) => !opened(row) && advance(row, now));
    if (own) page.sight.touch([own]);
    const answered = own !== undefined || known.length === 0 || (await refresh(page, known));
    busy = false;
    behind = own ? rows.length > 1 : behind && rows.length === BATCH;
    const more = behind || (rows.length === BATCH && near.has(rows[BATCH - 1] as Tracked));
    plan(!answered ? PATIENCE : !more ? SHORTEST : own ? NEXT : HURRY);
  };
  const sooner = (rows: Iterable<Tracked>) => {
    const { now } = page;
    for (const row of rows) {
      if (!near.has(row)) continue;
      if (due(row, now)) waiting = [];
      if (!busy && (momentOf(row) ?? planned) < planned - SHORTEST) plan(0);
    }
  };
  const old = new Set<Tracked>();
  const came = async (rows: Iterable<Tracked>) => {
    const { now } = page;
    const late = [...rows].filter((row) => page.sight.cases.isKnown(row)).filter((row) => endOf(badgeOf(row)) <= now);
    const own = late.filter((row) => !opened(row) && advance(row, now));
    page.sight.touch(own);
    const asked = late.filter((row) => !own.includes(row));
    for (const row of asked) old.add(row);
    if (asked.length) await refresh(page, asked, SCREEN);
    for (const row of asked) old.delete(row);
    page.sight.touch(asked.filter((row) => page.sight.rows.get(row.el) === row));
    sooner(rows);
  };
  const shown = () => {
    clearTimeout(timer);
    // Much may be out of date after a while away, the counts too.
    behind = true;
    if (!document.hidden) void tick();
  };
  document.addEventListener('visibilitychange', shown, { signal });
  const changed = (rows: ReadonlySet<Tracked>, gone: ReadonlySet<Tracked>) => {
    for (const row of gone) moments.delete(row);
    for (const row of rows) enter(row);
    sooner(rows);
  };
  page.sight.onRows(changed, signal);
  signal.addEventListener('abort', () => clearTimeout(timer));
  for (const row of page.sight.rows.values()) enter(row);
  plan(SHORTEST);
  return { came: (rows) => void came(rows), old };
}
