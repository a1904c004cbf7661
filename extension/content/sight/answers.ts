// Rows of the console's own answers, as the reader in the page's world hands them on.
import type { Row, Site } from '../../engine';
import { type FromReader, MAX_ANSWER, type ReaderControl } from '../../page/messages';
import { Gone } from '../link';
import { readRows } from './parts';
import { breath } from './slices';

/** Rows kept at most; the oldest go first. */
const KEEP = 4000;
/** Answers waiting to be parsed at most; the newest count. */
const QUEUE = 4;

export class Answers {
  private readonly rows = new Map<string, Row>();
  private readonly byOrder = new Map<string, Map<string, Row>>();
  private readonly queue: string[] = [];
  private busy = false;
  private on = false;
  /** What was not used, counted by reason. */
  readonly ignored: Record<string, number> = {};
  ignoredTotal = 0;
  /** Whether the reader ever spoke. */
  heard = false;

  /** `changed` gets the order numbers of which something new is known. */
  constructor(
    private readonly site: Site,
    private readonly changed: (orders: Set<string>) => void,
    private readonly signal: AbortSignal,
  ) {
    window.addEventListener('message', (e) => this.receive(e), { signal });
    signal.addEventListener('abort', () => this.clear());
  }

  /** Switches the reader in the page on, or makes it a pass-through. */
  set enabled(on: boolean) {
    this.on = on;
    if (!on) this.clear();
    control({ pingban: 'reader', on });
  }

  get hook(): 'on' | 'off' | 'none' {
    if (!this.on) return 'off';
    return this.heard ? 'on' : 'none';
  }

  /** Rows of these orders. */
  of(orders: Iterable<string>): Row[] {
    return [...new Set(orders)].flatMap((order) => [...(this.byOrder.get(order)?.values() ?? [])]);
  }

  clear(): void {
    this.rows.clear();
    this.byOrder.clear();
    this.queue.length = 0;
  }

  private receive(event: MessageEvent<Partial<FromReader> | null>): void {
    if (!this.on || event.source !== window || event.origin !== location.origin) return;
    const message = event.data;
    if (typeof message !== 'object' || message === null) return;
    if (message.pingban === 'hello') this.heard = true;
    if (message.pingban === 'ignored') this.ignore(String(message.reason).slice(0, 20));
    if (message.pingban !== 'answer') return;
    this.heard = true;
    const fault = this.fault(message);
    if (fault || typeof message.body !== 'string') {
      this.ignore(fault);
      return;
    }
    this.queue.push(message.body);
    if (this.queue.length > QUEUE) {
      this.queue.shift();
      this.ignore('too_many');
    }
    void this.drain();
  }

  /** Why a message is no answer to use, '' if it is one. */
  private fault({ api, body }: { api?: unknown; body?: unknown }): string {
    if (!this.site.api.some((a) => a.name === api)) return 'unknown_api';
    if (typeof body !== 'string') return 'not_text';
    return body.length > MAX_ANSWER ? 'too_large' : '';
  }

  private async drain(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let body = this.queue.shift(); body !== undefined; body = this.queue.shift()) {
      await breath();
      // A worker killed on the way: its successor gets the whole answer once more.
      if (!(await this.take(body)) && !(await this.take(body))) this.ignore('engine');
    }
    this.busy = false;
  }

  /** Whether an answer could be read; what was read of it before is kept all the same. */
  private async take(body: string): Promise<boolean> {
    try {
      for await (const answer of readRows(body, this.signal)) {
        if (this.signal.aborted || !this.on) return true;
        for (const [reason, n] of Object.entries(answer.ignored)) this.ignore(reason, n);
        this.keep(answer.rows);
      }
      return true;
    } catch (error) {
      return error instanceof Gone;
    }
  }

  /** The last answer about a review counts. */
  private keep(rows: Row[]): void {
    const orders = new Set<string>();
    for (const row of rows) {
      const id = row.feed || `${row.order} ${row.item} ${row.rated_at}`;
      const old = this.rows.get(id);
      if (old) this.drop(id, old);
      this.rows.set(id, row);
      const same = this.byOrder.get(row.order) ?? new Map<string, Row>();
      this.byOrder.set(row.order, same.set(id, row));
      orders.add(row.order);
    }
    for (const [id, row] of this.rows) {
      if (this.rows.size <= KEEP) break;
      this.drop(id, row);
    }
    if (orders.size) this.changed(orders);
  }

  private drop(id: string, row: Row): void {
    this.rows.delete(id);
    const same = this.byOrder.get(row.order);
    same?.delete(id);
    if (!same?.size) this.byOrder.delete(row.order);
  }

  private ignore(reason: string, n = 1): void {
    this.ignoredTotal += n;
    // Reasons may come from the page: a few kinds are enough to know.
    if (reason in this.ignored || Object.keys(this.ignored).length < 20) {
      this.ignored[reason] = (this.ignored[reason] ?? 0) + n;
    }
  }
}

/** Speaks to the reader; also as the last thing an orphaned content script does. */
export function control(message: ReaderControl): void {
  window.postMessage(message, location.origin);
}
