import type { Event, ReviewBody, Seen } from '../engine';
import { ulid } from '../ulid';
import type { EngineHost } from './engine/host';
import type { Replica } from './replica';
import { settings } from './settings';
import type { SeenReview } from './store/db';
import { putSeen, seenReviews } from './store/seen';
import { now, nowMs } from './time';

const UNHAPPY_SENTIMENTS = ['neutral', 'negative'];
const UNHAPPY_RATINGS = ['neutral', 'bad'];

/**
 * Remembers the reviews that pages show. One is written into the log once per device if it is
 * neutral or negative or its case is touched, and again only if it shows something new.
 */
export class Reviews {
  readonly #engine: EngineHost;
  readonly #replica: Replica;
  readonly #store: (events: Event[]) => Promise<void>;
  #turn: Promise<void> = Promise.resolve();
  /** Case → its review as last seen; saves a look into the store at every scroll. */
  readonly #known = new Map<string, SeenReview>();

  constructor(engine: EngineHost, replica: Replica, store: (events: Event[]) => Promise<void>) {
    this.#engine = engine;
    this.#replica = replica;
    this.#store = store;
  }

  /** Takes what a page shows, after the page has its answer. Rating is the page's filter. */
  saw(seen: Seen[], rating: string): void {
    this.#turn = this.#turn.then(() => this.#take(seen, rating)).catch((fault) => console.error('reviews', fault));
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
    const fresh = new Map<string, { body: string; unhappy: boolean }>();
    for (const one of seen) {
      const review = reviewOf(one, rating, shop);
      if (!one.case || !review) continue;
      const body = JSON.stringify(review);
      if (this.#known.get(one.case)?.body !== body) fresh.set(one.case, { body, unhappy: unhappy(review) });
    }
    if (fresh.size === 0) return;

    const stored = await seenReviews([...fresh.keys()]);
    const remembered: SeenReview[] = [];
    const events: Event[] = [];
    const at = await now();
    for (const [id, { body, unhappy }] of fresh) {
      const before = stored.get(id);
      let written = before?.written ?? '';
      if (unhappy && written !== body) {
        if (await this.#isNews(id, body)) events.push(await this.#draft(id, body));
        written = body;
      }
      remembered.push({ case: id, body, written, at });
    }
    if (events.length > 0) await this.#store(events);
    await this.#remember(remembered);
  }

  async #isNews(id: string, body: string): Promise<boolean> {
    const { state } = await this.#replica.call('case', { case: id, now: await now() });
    return !state?.review || differs(state.review, JSON.parse(body) as ReviewBody);
  }

  async #draft(id: string, body: string): Promise<Event> {
    const request = { id: ulid(await nowMs()), now: await now(), case: id, kind: 'review', body: JSON.parse(body) };
    return (await this.#engine.call('draft', request)).event;
  }

  async #remember(reviews: SeenReview[]): Promise<void> {
    await putSeen(reviews);
    for (const review of reviews) this.#known.set(review.case, review);
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
    ...(shop && { shop }),
    ...(rating && { rating }),
    ...(row.sentiment && { sentiment: row.sentiment }),
    ...(row.rated_at && { rated_at: row.rated_at }),
    ...(row.append?.text && { append: row.append.text }),
  };
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
    const now = shown[key] ?? '';
    const was = folded[key] ?? '';
    if (now === '' || now === was) return false;
    return !(key === 'rated_at' && sameMinute(was, now) && now.slice(17, 19) === '00');
  });
}

function sameMinute(a: string, b: string): boolean {
  return Math.floor(Date.parse(a) / 60_000) === Math.floor(Date.parse(b) / 60_000);
}
