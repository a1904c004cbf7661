// Asks the engine what rows are: in batches, and again only for rows whose content changed.
import type { Seen, SeeRequest } from '../../engine';
import { ask, Gone } from '../link';
import { breath } from './slices';
import type { Tracked } from './tracked';

/** Rows of one question: about 35 kB, which costs the page well under a slice to send. */
const BATCH = 24;
const RETRY = [500, 2_000, 10_000, 60_000];

type About = Omit<SeeRequest, 'now' | 'sightings'> & Pick<SeeRequest, 'rows'>;

export class Asker {
  private readonly waiting = new Set<Tracked>();
  private busy = false;
  private failures = 0;
  private timer = 0;
  /** Why the engine could not answer, '' while it does. */
  trouble = '';

  /**
   * `about` gives the rest of a question about rows, `answered` gets what still holds of the answer, rows in
   * `first` go before all others.
   */
  constructor(
    private readonly about: (rows: Tracked[]) => About,
    private readonly answered: (rows: Map<Tracked, Seen>) => void,
    private readonly first: ReadonlySet<Tracked>,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => clearTimeout(this.timer));
  }

  add(row: Tracked): void {
    this.waiting.add(row);
  }

  delete(row: Tracked): void {
    this.waiting.delete(row);
  }

  /** Whether rows wait for their answer. */
  get asking(): boolean {
    return this.busy || this.waiting.size > 0;
  }

  async run(): Promise<void> {
    if (this.busy || this.signal.aborted) return;
    this.busy = true;
    clearTimeout(this.timer);
    while (this.waiting.size && !this.signal.aborted) {
      // Also before the first: whoever found the rows has had a whole slice for it.
      await breath();
      const rows = this.signal.aborted ? [] : this.pick();
      if (rows.length && !(await this.askFor(rows))) break;
    }
    this.busy = false;
  }

  private pick(): Tracked[] {
    const rows: Tracked[] = [];
    const take = (all: Iterable<Tracked>) => {
      for (const row of all) {
        if (rows.length === BATCH) return;
        if (this.waiting.delete(row)) rows.push(row);
      }
    };
    take(this.first);
    take(this.waiting);
    return rows;
  }

  private async askFor(rows: Tracked[]): Promise<boolean> {
    const prints = new Map(rows.map((row) => [row.key, { row, print: row.print }]));
    const sightings = rows.map((row) => ({ key: row.key, fields: row.fields }));
    let seen: Seen[];
    try {
      ({ seen } = await ask('see', { ...this.about(rows), sightings }));
    } catch (error) {
      if (error instanceof Gone) return false;
      this.trouble = error instanceof Error ? error.message : String(error);
      for (const row of rows) this.waiting.add(row);
      const wait = RETRY[Math.min(this.failures++, RETRY.length - 1)];
      this.timer = window.setTimeout(() => void this.run(), wait);
      return false;
    }
    if (this.signal.aborted) return false;
    this.trouble = '';
    this.failures = 0;
    const valid = new Map<Tracked, Seen>();
    for (const s of seen) {
      const then = prints.get(s.key);
      // A row that shows something else by now gets no answer about what it showed before.
      if (then && then.row.print === then.print && then.row.el.isConnected) valid.set(then.row, s);
    }
    this.answered(valid);
    return true;
  }
}
