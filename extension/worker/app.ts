import type { Event, Site } from '../engine';
import type { Change, Status } from '../protocol';
import { EngineHost } from './engine/host';
import { showOnIcon } from './icon';
import { Panel } from './panel';
import { Watchers } from './ports/watch';
import { Reminders } from './remind';
import { Replica } from './replica';
import { Reviews } from './reviews';
import { off } from './settings';
import { storeError } from './store/db';
import { counts } from './store/log';
import { changeMeta, getMeta, NO_SYNC } from './store/meta';
import { dropAdopted, ownPack } from './store/own';
import { goodPacks, storedPacks } from './store/packs';
import { enqueue } from './store/queue';
import { Sync } from './sync/loop';
import { refreshPacks } from './sync/packs';
import { refreshProfile } from './sync/profile';
import { now, nowMs, skew } from './time';
import { askForNewer, VERSION } from './version';

const PACKS_EVERY_MS = 5 * 60_000;
const ICON_EVERY_MS = 10 * 60_000;
/** A long log comes in hundreds of pages; what every view asks anew after each would take longer than the log. */
const TELL_EVERY_MS = 1000;
/** How many times as long as the last list took a log that still comes goes untold. */
const LISTS = 10;

/** The worker's parts, put together. Making it does nothing; each part starts when it is asked. */
export class App {
  readonly watchers = new Watchers();
  readonly panel = new Panel(this.watchers);
  readonly engine = new EngineHost((file) => chrome.runtime.getURL(file), goodPacks, ownPack);
  readonly replica = new Replica(this.engine, team);
  readonly reviews = new Reviews(this.engine, this.replica, (events) => this.store(events));
  readonly reminders = new Reminders(
    this.replica,
    () => this.reviews.ripen(),
    (id) => void this.#follow(id),
  );
  readonly sync = new Sync({
    stored: (cases) => {
      this.replica.changed();
      this.#tellOf(cases);
      void this.reviews.heard(cases);
    },
    forgotten: () => this.replica.forgotten(),
    changed: () => this.tell({ changed: 'status' }),
    packs: async (me, forced, signal) => {
      const note = (await getMeta('sync')) ?? NO_SYNC;
      if (!forced && (await nowMs()) - note.packs < PACKS_EVERY_MS) return;
      const news = [await refreshProfile(me, signal), await askForNewer(me, signal)];
      if (news.includes(true)) this.tell({ changed: 'status' });
      const fresh = await refreshPacks(me, this.engine, signal);
      const packs = await nowMs();
      await changeMeta('sync', (known = NO_SYNC) => ({ ...known, packs }));
      if (!fresh) return;
      await dropAdopted();
      this.tell({ changed: 'packs' });
      this.tell({ changed: 'settings' });
    },
  });
  /** Cases that the log brought and nobody was told of yet. */
  readonly #untold = new Set<string>();
  #tellSoon: ReturnType<typeof setTimeout> | undefined;
  #toldAt = 0;
  #iconAt = 0;
  /** How long the icon's list took, which is what a view's takes. */
  #listTook = 0;
  #iconSoon: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    let was = '';
    this.engine.changed = () => {
      // Views ask anew when told, which may start the engine: telling the same twice would go round.
      const state = JSON.stringify(this.engine.state());
      if (state !== was) this.tell({ changed: 'status' });
      was = state;
    };
  }

  /** Tells pages and views; the icon follows what concerns it. */
  tell(change: Change): void {
    this.watchers.tell(change);
    if (change.changed !== 'cases' && change.changed !== 'settings') return;
    clearTimeout(this.#iconSoon);
    this.#iconSoon = setTimeout(() => {
      void this.icon();
      void this.reminders.look();
    }, 300);
  }

  /** Tells of cases that a page of the log touched: at once, and now and then while more pages come. */
  #tellOf(cases: string[]): void {
    for (const id of cases) this.#untold.add(id);
    this.#tellSoon ??= setTimeout(
      () => {
        this.#tellSoon = undefined;
        this.#toldAt = Date.now();
        const all = [...this.#untold];
        this.#untold.clear();
        this.tell({ changed: 'cases', cases: all });
      },
      Math.max(0, this.#toldAt + Math.max(TELL_EVERY_MS, LISTS * this.#listTook) - Date.now()),
    );
  }

  /** Shows a case to somebody who is not on a page of ours: the panel cannot open without one. */
  async #follow(id: string): Promise<void> {
    await this.panel.follow(id);
    await chrome.tabs.create({ url: chrome.runtime.getURL('views/panel.html') });
  }

  /** Stores own events for good, then lets everyone know and the backend have them. */
  async store(events: Event[]): Promise<void> {
    await enqueue(events, await team());
    this.replica.changed();
    this.tell({ changed: 'cases', cases: [...new Set(events.map((event) => event.case))] });
    this.tell({ changed: 'status' });
    void this.sync.kick('record');
  }

  /** Brings the icon up to date. */
  async icon(): Promise<void> {
    try {
      this.#iconAt = Date.now();
      const list = await this.replica.call('todo', { now: await now(), me: await member(), text: '', limit: 1 });
      this.#listTook = Date.now() - this.#iconAt;
      await showOnIcon(list);
    } catch (fault) {
      console.error('icon', fault); // the views say what is wrong with the engine
    }
  }

  /** Once a minute. A cold engine is not started each time only to draw a number. */
  async minute(): Promise<void> {
    await this.sync.kick('alarm');
    await this.reviews.ripen();
    const { iconAt = 0 } = await chrome.storage.session.get<{ iconAt?: number }>('iconAt');
    if (!this.replica.warm && Date.now() - Math.max(iconAt, this.#iconAt) < ICON_EVERY_MS) return;
    await chrome.storage.session.set({ iconAt: Date.now() });
    await this.icon();
  }

  /** The site files, the team's over those that ship. */
  async sites(): Promise<Site[]> {
    return (await this.engine.call('sites', {})).sites;
  }

  async status(): Promise<Status> {
    const [store, sync, packs, offs] = await Promise.all([counts(), this.sync.status(), storedPacks(), off()]);
    const newest = await getMeta('newest');
    return {
      version: VERSION,
      newest: newest && !newest.hidden ? newest : null,
      updated: (await getMeta('updated')) ?? '',
      engine: this.engine.state(),
      store: { ...store, error: storeError },
      sync,
      people: (await getMeta('people')) ?? [],
      packs: packs.filter((p) => p.version > 0).map(({ kind, version, error }) => ({ kind, version, error })),
      off: offs,
      skew: await skew(),
    };
  }
}

/** The team this device is in, '' before joining. */
export async function team(): Promise<string> {
  return (await getMeta('identity'))?.team ?? '';
}

/** Who the agent is in the team, '' before joining. */
export async function member(): Promise<string> {
  return (await getMeta('identity'))?.member ?? '';
}
