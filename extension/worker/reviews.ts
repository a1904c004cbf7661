import type { CaseAnswer, Event, PageClock, ReviewBody, Seen, Window } from '../engine';
import { ulid } from '../ulid';
import type { EngineHost } from './engine/host';
import type { Replica } from './replica';
import { settings } from './settings';
import type { SeenReview } from './store/db';
import { putSeen, ripeReviews, seenReviews } from './store/seen';
import { now, nowMs, rfc3339 } from './time';

const UNHAPPY_SENTIMENTS = ['neutral', 'negative'];
const UNHAPPY_RATINGS = ['neutral', 'bad'];
/** An order is in the log this long before it closes: somewhat before the first reminder of it. */
const RIPE_MS = 24 * 3_600_000 + 5 * 60_000;

/** How long a page's word that an order is not shipped yet holds: somebody may be shipping it. */
const STILL_MS = 10 * 60_000;

/** What a page showed of a case. */
interface Shown {
  /** The body of its event. */
  body: string;
  /** The same without the moment it was read: what decides whether the page shows it for the first time. */
  print: string;
  /** Worth a place in everybody's log before anyone has touched it. */
  matters: boolean;
  seen: Seen;
}

/**
 * Remembers the reviews, orders and refunds that pages show. One is written into the log if it
 * matters (a review that is neutral or negative, an order about to be late, a refund that is open)
 * or its case is touched, and again only if it shows something new.
 */
export class Reviews {
  readonly #engine: EngineHost;
  readonly #replica: Replica;
  readonly #store: (events: Event[]) => Promise<void>;
  #turn: Promise<void> = Promise.resolve();
  /** Case → its print as last seen and whether it was worth writing; saves a look into the store at every scroll. */
  readonly #known = new Map<string, string>();
  /** Case → whether its goods have left, and when a page last said so. */
  readonly #shipped = new Map<string, { shipped: boolean; at: number }>();

  constructor(engine: EngineHost, replica: Replica, store: (events: Event[]) => Promise<void>) {
    this.#engine = engine;
    this.#replica = replica;
    this.#store = store;
  }

  /** Takes what a page shows, after the page has its answer. Rating is the page's filter. */
  saw(seen: Seen[], rating: string): void {
    for (const { case: id, row } of seen) {
      if (id && row?.shipped !== undefined) this.#shipped.set(id, { shipped: row.shipped, at: Date.now() });
    }
    this.#turn = this.#turn.then(() => this.#take(seen, rating)).catch((fault) => console.error('reviews', fault));
  }

  /**
   * Writes down the orders that have come near their end since a page showed them, so that they are
   * listed and rung for though nobody looks at one. Never throws.
   */
  ripen(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#ripen()).catch((fault) => console.error('reviews', fault));
    return this.#turn;
  }

  /**
   * Writes down what a page here showed later than what colleagues have just written of these cases:
   * an order one saw shipped rings nobody who saw it before. Never throws.
   */
  heard(cases: string[]): Promise<void> {
    this.#turn = this.#turn.then(() => this.#heard(cases)).catch((fault) => console.error('reviews', fault));
    return this.#turn;
  }

  /** Whether a case's goods have left, by the word a page gave of late; undefined where none did. */
  shipped(id: string): boolean | undefined {
    const said = this.#shipped.get(id);
    return said && (said.shipped || Date.now() - said.at < STILL_MS) ? said.shipped : undefined;
  }

  /** The event that puts a case's review into the log before an agent's first own event, if it lacks it. */
  async touched(id: string): Promise<Event | undefined> {
    await this.#turn;
    const found = (await seenReviews([id])).get(id);
    if (!found) return undefined;
    const { state } = await this.#replica.call('case', { case: id, now: await now() });
    if (state?.review) return undefined;
    return this.#draft(id, found.body);
  }

  async #take(seen: Seen[], rating: string): Promise<void> {
    const { shop } = await settings();
    const fresh = new Map<string, Shown>();
    for (const one of seen) {
      const review = reviewOf(one, rating, shop);
      if (!one.case || !review) continue;
      const shown = { body: JSON.stringify(review), print: printOf(review), matters: matters(one, review), seen: one };
      if (this.#known.get(one.case) !== keyOf(shown)) fresh.set(one.case, shown);
    }
    if (fresh.size === 0) return;

    const stored = await seenReviews([...fresh.keys()]);
    const remembered: SeenReview[] = [];
    const events: Event[] = [];
    const at = await now();
    for (const [id, { body, print, matters, seen }] of fresh) {
      const before = stored.get(id);
      let written = before?.written ?? '';
      if ((matters || seen.known) && written !== print) {
        if (await this.#isNews(id, body, seen)) events.push(await this.#draft(id, body));
        written = print;
      }
      const ripe = written === print ? '' : ripeOf(seen);
      remembered.push({ case: id, body, written, at, ...(ripe && { ripe }) });
    }
    if (events.length > 0) await this.#store(events);
    await putSeen(remembered);
    for (const [id, shown] of fresh) this.#known.set(id, keyOf(shown));
  }

  async #ripen(): Promise<void> {
    const ripe = await ripeReviews(await now());
    if (ripe.length === 0) return;
    const events: Event[] = [];
    const written: SeenReview[] = [];
    for (const { ripe: _, ...review } of ripe) {
      const { state } = await this.#replica.call('case', { case: review.case, now: await now() });
      // A page read later than this one, by whomever, knows better.
      if (!laterIn(state?.pages, review.body)) events.push(await this.#draft(review.case, review.body));
      written.push({ ...review, written: printOf(JSON.parse(review.body) as ReviewBody) });
    }
    if (events.length > 0) await this.#store(events);
    await putSeen(written);
  }

  async #heard(cases: string[]): Promise<void> {
    const events: Event[] = [];
    const written: SeenReview[] = [];
    for (const [id, { ripe: _, ...review }] of await seenReviews(cases)) {
      const shown = JSON.parse(review.body) as ReviewBody;
      if (!shown.page || review.written === printOf(shown)) continue;
      const { state } = await this.#replica.call('case', { case: id, now: await now() });
      const told = state?.pages?.find(({ kind }) => kind === shown.page?.kind);
      if (!told || laterIn(state?.pages, review.body) || !movedOn(told, shown.page)) continue;
      events.push(await this.#draft(id, review.body));
      written.push({ ...review, written: printOf(shown) });
    }
    if (events.length === 0) return;
    await this.#store(events);
    await putSeen(written);
  }

  async #isNews(id: string, body: string, seen: Seen): Promise<boolean> {
    const known = await this.#replica.call('case', { case: id, now: await now() });
    const shown = JSON.parse(body) as ReviewBody;
    return !known.state?.review || differs(known.state.review, shown) || clocksDiffer(known, shown.page, seen);
  }

  async #draft(id: string, body: string): Promise<Event> {
    const request = { id: ulid(await nowMs()), now: await now(), case: id, kind: 'review', body: JSON.parse(body) };
    return (await this.#engine.call('draft', request)).event;
  }
}

function reviewOf({ row, refused, clock }: Seen, rating: string, shop: string): ReviewBody | undefined {
  if (!row || (refused && refused !== 'nothing_to_say')) return undefined;
  return {
    platform: clock?.platform ?? row.platform,
    order: row.order,
    item: row.item,
    product: row.product,
    buyer: row.buyer,
    text: row.text,
    ...(row.sku && { sku: row.sku }),
    ...(shop && { shop }),
    ...(rating && { rating }),
    ...(row.sentiment && { sentiment: row.sentiment }),
    ...(row.rated_at && { rated_at: row.rated_at }),
    ...(row.append?.text && { append: row.append.text }),
    ...pageOf(row, clock),
  };
}

/** What the page told of the case's clocks beyond the review itself; of a plain review that is nothing. */
function pageOf(row: NonNullable<Seen['row']>, clock: Seen['clock']): { page?: PageClock } {
  if (!clock) return {};
  const { id: _, platform: __, rating: ___, rated_at: ____, appended, now, tips = [], ...told } = clock;
  const kind = row.kind || 'reviews';
  const bare = tips.length === 0 && Object.keys(told).length === 0;
  if (kind === 'reviews' && bare) return {};
  const flags = { ...(appended && { appended }), ...(row.ended && { ended: true }) };
  return { page: { kind, now, ...told, ...flags, ...(tips.length > 0 && { tips }) } };
}

/** A body's text without the moment it was read. */
function printOf(review: ReviewBody): string {
  return JSON.stringify({ ...review, ...(review.page && { page: { ...review.page, now: '' } }) });
}

function keyOf({ print, matters, seen }: Shown): string {
  return `${matters || seen.known} ${print}`;
}

/** From when on an order that a page shows needs somebody, '' where it never will. */
function ripeOf({ row, windows = [] }: Seen): string {
  const ship = row?.kind === 'orders' ? windows.find((w) => w.kind === 'ship' && w.state === 'open') : undefined;
  return ship?.closes ? rfc3339(Date.parse(ship.closes) - RIPE_MS) : '';
}

/** Whether a page shows an order shipped or over that the one before had to be sent, or a refund ended. */
function movedOn(before: PageClock, now: PageClock): boolean {
  const waits = (page: PageClock) => !page.ended && !page.shipped_at && Boolean(page.paid_at);
  return before.kind === 'orders' ? waits(before) && !waits(now) : Boolean(now.ended) && !before.ended;
}

/** Whether the fold holds a page of the same kind that was read no earlier than the one in a body. */
function laterIn(pages: PageClock[] | undefined, body: string): boolean {
  const { page } = JSON.parse(body) as ReviewBody;
  const folded = pages?.find(({ kind }) => kind === page?.kind);
  return folded !== undefined && Date.parse(folded.now) >= Date.parse(page?.now ?? '');
}

const RUNNING_OUT = ['soon', 'urgent', 'over'];

function matters({ row, windows = [] }: Seen, review: ReviewBody): boolean {
  switch (row?.kind) {
    case 'orders':
      return !review.page?.shipped_at && windows.some((w) => w.kind === 'ship' && RUNNING_OUT.includes(w.state));
    case 'refunds':
      return !row.ended;
    default:
      return unhappy(review);
  }
}

function unhappy({ sentiment = '', rating = '' }: ReviewBody): boolean {
  return UNHAPPY_SENTIMENTS.includes(sentiment) || UNHAPPY_RATINGS.includes(rating);
}

/**
 * Whether what is shown says something the fold does not. A page that shows less (no seconds, no
 * sentiment, no filter) says nothing new, or two devices would write in turns for ever.
 */
export function differs(folded: ReviewBody, shown: ReviewBody): boolean {
  return (Object.keys(shown) as (keyof ReviewBody)[]).some((key) => {
    if (key === 'page') return false; // clocksDiffer looks at what it leads to
    const now = shown[key] ?? '';
    const was = folded[key] ?? '';
    if (now === '' || now === was) return false;
    return !(key === 'rated_at' && sameMinute(was, now) && now.slice(17, 19) === '00');
  });
}

function sameMinute(a: string, b: string): boolean {
  return Math.floor(Date.parse(a) / 60_000) === Math.floor(Date.parse(b) / 60_000);
}

/** Clocks that a page of each kind is the only one to feed: where it shows none, none runs. */
const OWN: Record<string, (kind: string) => boolean> = {
  orders: (kind) => kind === 'ship',
  refunds: (kind) => kind.startsWith('refund_'),
};
/** A tip in days, read a day later, may end up to a day apart and still say the same. */
const TIP_SLACK_MS = 25 * 3_600_000;

/** Whether the clocks a page shows are others than those the fold gives. */
function clocksDiffer({ windows, state }: CaseAnswer, page: PageClock | undefined, seen: Seen): boolean {
  if (!page) return false;
  const before = state?.pages?.find(({ kind }) => kind === page.kind);
  if ((before?.ended ?? false) !== (page.ended ?? false) || before?.amount !== page.amount) return true;
  const shown = seen.windows ?? [];
  const own = OWN[page.kind];
  if (own && windows.some((w) => own(w.kind) && !shown.some((s) => s.kind === w.kind))) return true;
  return shown.some((now) => {
    const was = windows.find((w) => w.kind === now.kind);
    return !was || !sameClock(was, now);
  });
}

function sameClock(was: Window, now: Window): boolean {
  if (was.state !== now.state || was.basis !== now.basis) return false;
  const apart = Math.abs(Date.parse(was.closes ?? '') - Date.parse(now.closes ?? ''));
  if (Number.isNaN(apart)) return (was.closes ?? '') === (now.closes ?? '');
  // The screen alone tells minutes, the console's answer seconds.
  return apart < (now.basis === 'platform' ? TIP_SLACK_MS : 60_000);
}
