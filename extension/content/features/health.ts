// What this page's recogniser saw and made of it, for the health view. Counts only.
import type { Health } from '../../protocol';
import { tell } from '../link';
import type { Page, PageFeature } from '../page';
import type { Sight } from '../sight/sight';
import type { Tracked } from '../sight/tracked';

const PAUSE = 800;

type Tally = Pick<Health, 'seen' | 'recognised' | 'joined' | 'strategies' | 'refused'>;

/** What of a row is counted. */
interface Counted {
  recognised: boolean;
  joined: boolean;
  refused: string;
  strategies: string[];
}

function readOf(row: Tracked, { cases }: Sight): Counted {
  const known = cases.isKnown(row);
  return {
    recognised: known,
    joined: known && row.seen.joined === true,
    refused: row.seen?.refused ?? (cases.isDouble(row) ? 'duplicate' : ''),
    strategies: Object.entries(row.seen?.sources ?? {}).map(([field, source]) => `${field}:${source}`),
  };
}

function add(to: Record<string, number>, key: string, n: number): void {
  const sum = (to[key] ?? 0) + n;
  if (sum) to[key] = sum;
  else delete to[key];
}

/** Counts on as rows change: how many rows there are besides costs nothing. */
class Counts {
  readonly tally: Tally = { seen: 0, recognised: 0, joined: 0, strategies: {}, refused: {} };
  private readonly rows = new Map<Tracked, Counted>();

  /** Counts a row anew; null takes it out. */
  set(row: Tracked, counted: Counted | null): void {
    const old = this.rows.get(row);
    if (old) this.count(old, -1);
    this.rows.delete(row);
    if (!counted) return;
    this.count(counted, 1);
    this.rows.set(row, counted);
  }

  private count({ recognised, joined, refused, strategies }: Counted, n: number): void {
    const { tally } = this;
    tally.seen += n;
    if (recognised) tally.recognised += n;
    if (joined) tally.joined += n;
    if (refused) add(tally.refused, refused, n);
    for (const strategy of strategies) add(tally.strategies, strategy, n);
  }
}

function healthOf({ sight, site }: Page, { seen, recognised, joined, strategies, refused }: Tally): Health {
  const health: Health = {
    site: site.id,
    seen,
    recognised,
    joined,
    strategies: { ...strategies },
    refused: { ...refused },
    hook: sight.answers.hook,
    ignored: { ...sight.answers.ignored },
  };
  const failed = new Map(Array.from(sight.failures.values(), (f) => [f.at, f.reason]));
  for (const reason of failed.values()) {
    health.seen++;
    add(health.refused, reason, 1);
  }
  if (sight.trouble) add(health.ignored, 'engine', 1);
  return health;
}

function init(page: Page, signal: AbortSignal): void {
  const { sight } = page;
  const counts = new Counts();
  let timer = 0;
  let counted = -1;
  let last = '';
  let version = '';
  const report = () => {
    timer = 0;
    const now = `${sight.version} ${sight.answers.hook} ${sight.answers.ignoredTotal} ${sight.trouble}`;
    if (now === version) return;
    version = now;
    const health = healthOf(page, counts.tally);
    const print = JSON.stringify(health);
    if (print === last) return;
    last = print;
    tell('health', health);
  };
  const later = () => {
    timer ||= window.setTimeout(report, PAUSE);
  };
  const changed = (rows: Iterable<Tracked>, gone: Iterable<Tracked>) => {
    if (counted === sight.version) return; // time passed, no more
    counted = sight.version;
    for (const row of gone) counts.set(row, null);
    for (const row of rows) counts.set(row, readOf(row, sight));
    later();
  };
  page.sight.onRows(changed, signal);
  page.sight.onFrame(later, signal);
  signal.addEventListener('abort', () => clearTimeout(timer));
  changed(sight.rows.values(), []);
}

export default { id: null, init } satisfies PageFeature;
