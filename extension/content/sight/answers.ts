// Rows of the console's own answers, as the reader in the page's world hands them on.
import type { Row, Site } from '../../engine';
import type { ReaderControl } from '../../page/messages';
import { Gone } from '../link';
import { Gather } from './gather';
import { readRows } from './parts';
import { breath } from './slices';

/** Rows kept at most; the oldest go first. */
const KEEP = 4000;
/** Answers waiting to be parsed at most; the newest count. */
const QUEUE = 4;

export class Answers {
  private readonly rows = new Map<string, Row>();
  private readonly byOrder = new Map<string, Map<string, Row>>();
  private readonly queue: string[][] = [];
  private readonly gather: Gather;
  private port: MessagePort | null = null;
  private busy = false;
  private on = false;
  /** What was not used, counted by reason. */
  readonly ignored: Record<string, number> = {};
  ignoredTotal = 0;
  /** Whether the reader ever spoke. */
  heard = false;

  /** `changed` gets the order numbers of which something new is known. */
  constructor(
    site: Site,
    private readonly changed: (orders: Set<string>) => void,
    private readonly signal: AbortSignal,
  ) {
    this.gather = new Gather(new Set(site.api.map((a) => a.name)));
    signal.addEventListener('abort', () => {
      this.close();
      // The answer of the page the agent goes to may come before its address does.
      if (this.on) control({ pingban: 'reader', on: true });
    });
  }

  /** Switches the reader in the page on, or makes it a pass-through. */
  set enabled(on: boolean) {
    this.on = on;
    this.close();
    if (!on) {
      control({ pingban: 'reader', on });
      return;
    }
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = (event) => this.receive(event.data);
    control({ pingban: 'reader', on }, [port2]);
  }

  private close(): void {
    this.clear();
    this.port?.close();
    this.port = null;
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
    this.gather.clear();
  }

  private receive(message: unknown): void {
    if (!this.on || typeof message !== 'object' || message === null) return;
    const said = message as Record<string, unknown>;
    if (said.pingban === 'ignored')
      this.ignore(typeof said.reason === 'string' ? said.reason.slice(0, 20) : 'not_text');
    if (said.pingban !== 'hello' && said.pingban !== 'part') return;
    this.heard = true;
    const got = said.pingban === 'part' ? this.gather.take(said) : null;
    if (typeof got === 'string') this.ignore(got);
    if (!Array.isArray(got)) return;
    this.queue.push(got);
    if (this.queue.length > QUEUE) {
      this.queue.shift();
      this.ignore('too_many');
    }
    void this.drain();
  }

  private async drain(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let texts = this.queue.shift(); texts !== undefined; texts = this.queue.shift()) {
      await breath();
      // A worker killed on the way: its successor gets the whole answer once more.
      if (!(await this.take(texts)) && !(await this.take(texts))) this.ignore('engine');
    }
    this.busy = false;
  }

  /** Whether an answer could be read; what was read of it before is kept all the same. */
  private async take(texts: string[]): Promise<boolean> {
    try {
      for await (const answer of readRows(texts, this.signal)) {
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
export function control(message: ReaderControl, ports: MessagePort[] = []): void {
  window.postMessage(message, location.origin, ports);
}
