// How many rows run out today, soon, or are over: counted on as rows change, as a list may have 1000.
import { LIVE } from '../clock';
import { badgeOf, type Known, type Tracked } from '../sight/tracked';

export type Filter = 'all' | 'today' | 'soon' | 'over';

/** Whether a row passes a filter; today is the console's calendar day, YYYY-MM-DD. */
export function fits(row: Known, filter: Filter, today: string): boolean {
  const badge = badgeOf(row);
  if (filter === 'all' || !badge) return filter === 'all';
  const { state } = badge;
  if (filter === 'over') return state === 'over';
  if (filter === 'soon') return state === 'soon' || state === 'urgent';
  return LIVE.has(state) && badge.closes.startsWith(today);
}

const FILTERS = ['all', 'today', 'soon', 'over'] as const;

export class Tally {
  private readonly rows = new Map<Tracked, Filter[]>();
  readonly counts: Record<Filter, number> = { all: 0, today: 0, soon: 0, over: 0 };

  /** Counts a row anew; null takes it out. Gives whether it counts otherwise than before. */
  set(row: Tracked, known: Known | null, today: string): boolean {
    const before = this.rows.get(row) ?? [];
    const passed = known ? FILTERS.filter((filter) => fits(known, filter, today)) : [];
    if (passed.join() === before.join()) return false;
    for (const filter of before) this.counts[filter]--;
    for (const filter of passed) this.counts[filter]++;
    if (known) this.rows.set(row, passed);
    else this.rows.delete(row);
    return true;
  }
}
