// The rows on screen: found, read, asked about, and followed while the page re-renders, re-sorts
// and re-uses its nodes. A row whose content changed is unknown until the engine has answered for
// the new content.
import type { Seen, Site } from '../../engine';
import { Added } from './added';
import { AnchorWalk } from './anchors';
import { Answers } from './answers';
import { Asker } from './asker';
import { climb } from './climb';
import { readFields } from './fields';
import { Leavers } from './leavers';
import { Listeners } from './listeners';
import { oursIn, rowsIn, sort, watch } from './mutations';
import { Ready, ratingOf } from './ready';
import { breath, Slices } from './slices';
import { ByCase, type Known, type Tracked } from './tracked';

/** Mutation records kept at most while nobody looks; more, and everything is looked at anew. */
const BACKLOG = 2000;
/** Ms for rows of ours that change before the next paint; those beyond lose what stands in them. */
const AT_ONCE = 4;
/** Mutation records, or rows to see whether they left, in one step. */
const CHUNK = 40;
/** Ms for which one who has just pressed a key or a button waits rather than hears that it did not go. */
const PATIENCE = 1000;

let keys = 0;

/** Rows whose content or meaning changed, and rows that left the page. */
export type RowsChanged = (changed: ReadonlySet<Tracked>, gone: ReadonlySet<Tracked>) => void;

export class Sight {
  readonly rows = new Map<Element, Tracked>();
  readonly cases = new ByCase();
  readonly answers: Answers;
  /** Rows that carry something of ours: read again before the next paint when they change. */
  readonly marked = new Set<Tracked>();
  /** Rows in sight or close to it: asked about before all others. */
  readonly near = new Set<Tracked>();
  /** Grows whenever rows or what is known of them change; time passing does not count. */
  version = 0;
  readonly failures = new Map<Element, { at: Element; reason: string }>();

  private readonly owners = new WeakMap<Element, Tracked>();
  private readonly sorted = {
    dirty: new Set<Tracked>(),
    roots: new Set<Node>(),
    added: new Added(),
    outside: false,
  };
  private readonly retry = new Set<Element>();
  private readonly changed = new Set<Tracked>();
  private readonly gone = new Set<Tracked>();
  private readonly listeners = new Listeners<Parameters<RowsChanged>>();
  private readonly frames = new Listeners<[outside: boolean]>();
  private readonly slices: Slices;
  private readonly asker: Asker;
  private readonly movers = new Listeners<[el: HTMLElement]>();
  private records: MutationRecord[] = [];
  private overrun = false;
  private outside = false;
  private telling = 0;
  private readonly leavers = new Leavers(this.rows);
  private frame = 0;
  private started = false;
  private walk: AnchorWalk | null = null;
  private readonly found: Element[] = [];
  private readonly ready: Ready;
  private rating: string;

  constructor(
    readonly site: Site,
    private readonly platform: () => string,
    readonly signal: AbortSignal,
  ) {
    this.rating = ratingOf(site, location);
    this.answers = new Answers(site, (orders) => this.told(orders), signal);
    this.slices = new Slices(
      () => this.step(),
      () => this.settle(),
      signal,
    );
    this.asker = new Asker(
      (rows) => ({
        site: site.id,
        kind: site.kind,
        platform: this.platform() || undefined,
        rating: this.rating || undefined,
        rows: this.answers.of(rows.flatMap((row) => row.fields.order?.values ?? [])),
      }),
      (seen) => this.understand(seen),
      this.near,
      signal,
    );
    this.ready = new Ready(site, () => this.begin(), signal);
    watch(site, (records) => this.note(records), signal);
    document.addEventListener('visibilitychange', () => this.schedule(), { signal });
    signal.addEventListener('abort', () => {
      cancelAnimationFrame(this.frame);
      clearTimeout(this.telling);
    });
    this.schedule();
  }

  get trouble(): string {
    return this.asker.trouble;
  }

  onRows(listener: RowsChanged, signal: AbortSignal): void {
    this.listeners.on(listener, signal);
  }

  /** Called when what the page changed has been looked at, told whether any was outside all rows. */
  onFrame(listener: (outside: boolean) => void, signal: AbortSignal): void {
    this.frames.on(listener, signal);
  }

  /** Called with an element of ours that was put somewhere: the page may have moved it. */
  onOurs(listener: (el: HTMLElement) => void, signal: AbortSignal): void {
    this.movers.on(listener, signal);
  }

  known(): Known[] {
    return [...this.rows.values()].filter((row): row is Known => this.cases.isKnown(row));
  }

  private readonly owner = (el: Element | null) => this.rowOf(el);

  /** The row an element is in. */
  rowOf(el: Element | null): Tracked | null {
    for (let at = el; at; at = at.parentElement) {
      const row = this.owners.get(at);
      if (row && (row.el === at || row.next === at)) return row;
    }
    return null;
  }

  /** Whether a row still shows what it is known for, read anew if need be: asked before anything is put into it. */
  sure(row: Tracked): row is Known {
    if (!row.el.isConnected) return false;
    if (this.unread) this.read(row);
    return this.cases.isKnown(row);
  }

  /** Whether the page changed and that was not looked at yet. */
  private get unread(): boolean {
    return this.frame > 0 || this.slices.waiting || this.records.length > 0;
  }

  /** Resolves once what the page changed has been looked at and answered for, or after PATIENCE. */
  async settled(): Promise<void> {
    const until = performance.now() + PATIENCE;
    while ((this.unread || this.asker.asking) && performance.now() < until && !this.signal.aborted) await breath();
  }

  /** Asks again about all rows: what the answer depends on besides them changed. */
  again(rows: Iterable<Tracked> = this.rows.values()): void {
    for (const row of rows) this.asker.add(row);
    if (!this.slices.waiting) void this.asker.run(); // else with those still to be read: two of one case go together
  }

  /** The address changed within the page: what it tells of the rating may have, too. */
  routed(): void {
    const rating = ratingOf(this.site, location);
    if (rating === this.rating) return;
    this.rating = rating;
    this.again();
  }

  /** Tells listeners that rows mean something else now; for what the clock or the agent changed. */
  touch(rows: Iterable<Tracked>): void {
    for (const row of rows) this.changed.add(row);
    this.emit();
  }

  private told(orders: Set<string>): void {
    this.again([...this.rows.values()].filter((row) => row.fields.order?.values.some((v) => orders.has(v))));
  }

  private note(records: MutationRecord[]): void {
    if (this.site.kind === 'chat') {
      this.schedule();
      return;
    }
    this.leavers.note(records);
    if (this.records.length + records.length > BACKLOG && document.hidden) {
      this.records = [];
      this.overrun = true;
      this.drop();
      return;
    }
    // What stands in a row of ours must not outlive the row's content by even a frame.
    const now = new Set<Tracked>();
    const who = rowsIn(this.owner, this.marked, records.length <= CHUNK);
    if (this.movers.size) for (const el of oursIn(records)) this.movers.tell(el);
    for (const record of records) {
      const row = who(record);
      if (row && this.marked.has(row)) now.add(row);
      else if (row !== undefined) this.records.push(record);
    }
    const began = performance.now();
    for (const row of now) {
      if (performance.now() - began < AT_ONCE) this.read(row);
      else this.withdraw(row);
    }
    this.emit();
    if (now.size || this.records.length) this.schedule();
  }

  /** What stands in a row goes until it is read again. */
  private withdraw(row: Tracked): void {
    this.unknow(row);
    row.print = '';
    this.changed.add(row);
    this.sorted.dirty.add(row);
  }

  /** Too much went by unseen: what stands in rows goes until they are read again. */
  private drop(): void {
    for (const row of this.marked) this.withdraw(row);
    this.emit();
  }

  private schedule(): void {
    if (this.frame || document.hidden || this.signal.aborted) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.flush();
    });
  }

  private flush(): void {
    if (this.site.kind === 'chat') {
      // Nothing is read there; those who follow the composer want to know that the page changed.
      this.records = [];
      this.outside = true;
      this.settle();
      return;
    }
    if (!this.started) {
      this.records = [];
      this.ready.look();
      return;
    }
    if (this.overrun) {
      this.overrun = false;
      for (const row of this.rows.values()) this.sorted.dirty.add(row);
      this.sorted.roots.add(document.body);
    }
    this.leavers.look();
    this.slices.run();
  }

  private begin(): void {
    this.started = true;
    this.sorted.roots.add(document.body);
    this.schedule();
  }

  /** Lets go of a row that left the page. */
  private forget(row: Tracked): void {
    this.rows.delete(row.el);
    this.owners.delete(row.el); // put in again, it is a new row
    this.sorted.dirty.delete(row);
    this.asker.delete(row);
    this.unknow(row);
    this.changed.delete(row);
    this.gone.add(row);
  }

  /** One piece of work, in this order: what left, what changed, what is new, what failed before. */
  private step(): boolean {
    const left = this.leavers.take(CHUNK);
    if (left) {
      for (const row of left) this.forget(row);
      return true;
    }
    const records = this.records.splice(0, CHUNK);
    for (const record of records) sort(record, this.owner, this.sorted);
    if (records.length) return true;
    if (this.changed.size + this.gone.size > CHUNK) {
      this.emit();
      return true;
    }
    const added = this.sorted.added.take(CHUNK);
    for (const el of added) {
      const moved = this.rowOf(el);
      if (moved) this.sorted.dirty.add(moved);
      else if (el.isConnected) this.sorted.roots.add(el);
    }
    if (added.length) return true;
    const [row] = this.sorted.dirty;
    if (row) {
      this.sorted.dirty.delete(row);
      if (row.el.isConnected) this.read(row);
      return true;
    }
    const anchor = this.found.shift();
    if (anchor) {
      this.place(anchor);
      return true;
    }
    if (!this.walk) {
      const [root] = this.sorted.roots;
      if (root) {
        this.sorted.roots.delete(root);
        this.walk = new AnchorWalk(root, this.site);
      }
    }
    if (this.walk) {
      const anchors = this.walk.step();
      if (anchors) this.found.push(...anchors);
      if (!anchors) {
        if (this.walk.lost) this.sorted.roots.add(this.walk.root);
        this.walk = null;
      }
      return true;
    }
    if (this.sorted.outside) {
      this.sorted.outside = false;
      this.outside = true;
      for (const anchor of this.failures.keys()) {
        if (anchor.isConnected) this.retry.add(anchor);
        else this.failures.delete(anchor);
      }
    }
    const [again] = this.retry;
    if (!again) return false;
    this.retry.delete(again);
    if (this.failures.delete(again) && again.isConnected) this.place(again);
    return true;
  }

  private place(anchor: Element): void {
    if (!anchor.isConnected || this.rowOf(anchor)) return;
    const found = climb(anchor, this.site);
    if (!found.row) {
      this.failures.set(anchor, found);
      this.version++;
      return;
    }
    const row: Tracked = { key: `r${++keys}`, el: found.row, next: null, fields: {}, print: '', seen: null };
    this.rows.set(row.el, row);
    this.owners.set(row.el, row);
    this.sorted.dirty.add(row); // read in a step of its own: a page waits for each
  }

  private read(row: Tracked): void {
    const below = row.el.nextElementSibling;
    const next = this.site.row.next && below?.matches(this.site.row.next) ? below : null;
    row.next = next;
    if (next) this.owners.set(next, row);
    row.fields = readFields(row.el, next, this.site);
    const print = JSON.stringify(row.fields);
    if (print === row.print) return;
    row.print = print;
    this.unknow(row);
    this.changed.add(row);
    this.asker.add(row);
  }

  private unknow(row: Tracked): void {
    this.version++;
    for (const other of this.cases.delete(row)) this.changed.add(other);
    row.seen = null;
  }

  private understand(seen: Map<Tracked, Seen>): void {
    for (const [row, s] of seen) {
      this.unknow(row);
      row.seen = s;
      this.changed.add(row);
      for (const other of this.cases.add(row)) this.changed.add(other);
    }
    this.emit();
  }

  private settle(): void {
    this.emit();
    // After the paint, so that what they ask of the layout is there and need not be made for them.
    clearTimeout(this.telling);
    this.telling = window.setTimeout(() => {
      const { outside } = this;
      this.outside = false;
      this.frames.tell(outside);
    }, 0);
    void this.asker.run();
  }

  private emit(): void {
    if (!this.changed.size && !this.gone.size) return;
    const changed = new Set(this.changed);
    const gone = new Set(this.gone);
    this.changed.clear();
    this.gone.clear();
    for (const row of gone) this.marked.delete(row);
    this.listeners.tell(changed, gone);
  }
}
