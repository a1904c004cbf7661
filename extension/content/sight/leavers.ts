// Rows that left the page. All have to be looked through for them, so that is done only once the page took
// an element out: following a change must not cost more on a longer list.
import { ours } from './mutations';
import type { Tracked } from './tracked';

/** Whether a record took out an element of the page's. */
function takesOut({ removedNodes }: MutationRecord): boolean {
  for (const node of removedNodes) if (node instanceof Element && !ours(node)) return true;
  return false;
}

export class Leavers {
  private tookOut = false;
  private left: MapIterator<Tracked> | null = null;

  constructor(private readonly rows: ReadonlyMap<Element, Tracked>) {}

  note(records: readonly MutationRecord[]): void {
    this.tookOut ||= records.some(takesOut);
  }

  /** Starts over, if any row can have left since the last time. */
  look(): void {
    if (this.tookOut) this.left = this.rows.values();
    this.tookOut = false;
  }

  /** Those that left among the next rows, `most` of them or fewer; null once all were looked at. */
  take(most: number): Tracked[] | null {
    if (!this.left) return null;
    const gone: Tracked[] = [];
    for (let i = 0; i < most; i++) {
      const { value: row, done } = this.left.next();
      if (done) {
        this.left = null;
        break;
      }
      if (!row.el.isConnected) gone.push(row);
    }
    return gone;
  }
}
