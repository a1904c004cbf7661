// One row on screen, as it is followed.
import type { Badge, Reading, Seen, Window } from '../../engine';

export interface Tracked {
  /** Handle for the engine; never reused. */
  readonly key: string;
  readonly el: Element;
  /** The expanded row below that belongs to it. */
  next: Element | null;
  fields: Record<string, Reading>;
  /** All that was read, as one string: another string is another content. */
  print: string;
  /** What the engine made of it; null until it answered for this very content. */
  seen: Seen | null;
}

/** A row that is understood, and about which there is no doubt. */
export interface Known extends Tracked {
  seen: Seen & { case: string; row: NonNullable<Seen['row']> };
}

export function badgeOf(row: Tracked): Badge | null {
  return row.seen?.badge ?? null;
}

export function windowsOf(row: Tracked): Window[] {
  return row.seen?.windows ?? [];
}

/** Rows that show the same case are all in doubt: only a case shown once is known. */
export class ByCase {
  private readonly rows = new Map<string, Set<Tracked>>();

  /** Counts a row in and answers with all rows of its case, which this put in doubt or not. */
  add(row: Tracked): Iterable<Tracked> {
    const id = row.seen?.case;
    if (!id) return [];
    const same = this.rows.get(id) ?? new Set();
    this.rows.set(id, same.add(row));
    return same;
  }

  /** Counts a row out and answers with the rows of its case that are left. */
  delete(row: Tracked): Iterable<Tracked> {
    const id = row.seen?.case;
    const same = id && this.rows.get(id);
    if (!same) return [];
    same.delete(row);
    if (!same.size) this.rows.delete(id);
    return same;
  }

  isKnown(row: Tracked): row is Known {
    const id = row.seen?.case;
    return Boolean(id && row.seen?.row && this.rows.get(id)?.size === 1);
  }

  isDouble(row: Tracked): boolean {
    return (this.rows.get(row.seen?.case ?? '')?.size ?? 0) > 1;
  }

  find(id: string): Known | null {
    const [row] = this.rows.get(id) ?? [];
    return row && this.isKnown(row) ? row : null;
  }
}
