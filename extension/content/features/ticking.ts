// One timer for all rows: asks the engine anew for those whose badge says something else by now.
import type { Badge } from '../../engine';
import { ask } from '../link';
import type { Page } from '../page';
import { badgeOf, type Known, type Tracked } from '../sight/tracked';

const BATCH = 60;
const LONGEST = 60_000;
/** Rows due within so many ms of one another are asked about together. */
const SHORTEST = 5_000;
/** How long to leave an engine alone that did not answer. */
const PATIENCE = 15_000;

/** Asks for rows as of now and puts the answers in; false where the engine could not. */
export async function refresh(page: Page, rows: Known[]): Promise<boolean> {
  for (let i = 0; i < rows.length; i += BATCH) {
    const batch = rows.slice(i, i + BATCH).filter((row) => row.seen?.clock);
    const asked = new Map(batch.map((row) => [row.key, { row, seen: row.seen }]));
    try {
      const answer = await ask('tick', {
        rows: batch.flatMap(({ key, seen }) =>
          seen.clock ? [{ key, clock: seen.clock, sentiment: seen.row.sentiment }] : [],
        ),
      });
      const touched: Known[] = [];
      for (const { key, badge, windows } of answer.rows) {
        const then = asked.get(key);
        if (!then || then.row.seen !== then.seen) continue;
        then.row.seen = { ...then.seen, windows, ...(badge ? { badge } : {}) };
        if (!badge) delete then.row.seen.badge;
        touched.push(then.row);
      }
      page.sight.touch(touched);
    } catch {
      return false;
    }
  }
  return true;
}

const moments = new WeakMap<Badge, number>();

/** When a row's badge will say something else, in ms; NaN without a badge. */
function nextOf(row: Tracked): number {
  const badge = badgeOf(row);
  if (!badge) return Number.NaN;
  let at = moments.get(badge);
  if (at === undefined) {
    at = Date.parse(badge.next);
    moments.set(badge, at);
  }
  return at;
}

/** Keeps badges true while the page is looked at. */
export function keepTime(page: Page, signal: AbortSignal): void {
  let timer = 0;
  let planned = Number.POSITIVE_INFINITY;
  const plan = (least = SHORTEST) => {
    clearTimeout(timer);
    if (signal.aborted || document.hidden) return;
    let soonest = page.now + LONGEST;
    for (const row of page.sight.known()) soonest = Math.min(soonest, nextOf(row) || soonest);
    planned = soonest;
    timer = window.setTimeout(() => void tick(), Math.max(least, soonest - page.now + 50));
  };
  /** Rows that changed plan anew only if one of them is due before what is planned. */
  const sooner = (changed: ReadonlySet<Tracked>) => {
    for (const row of changed) {
      if (nextOf(row) < planned) return plan();
    }
  };
  const tick = async () => {
    const { now } = page;
    const due = page.sight.known().filter((row) => nextOf(row) <= now);
    const answered = due.length === 0 || (await refresh(page, due));
    plan(answered ? SHORTEST : PATIENCE);
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : void tick()), {
    signal,
  });
  page.sight.onRows(sooner, signal);
  signal.addEventListener('abort', () => clearTimeout(timer));
  plan();
}
