// What this page's recogniser saw and made of it, for the health view. Counts only.
import type { Health } from '../../protocol';
import { tell } from '../link';
import type { Page, PageFeature } from '../page';
import type { Sight } from '../sight/sight';
import { Slices } from '../sight/slices';
import type { Tracked } from '../sight/tracked';

const PAUSE = 800;

/** Ms at once: a page's health is in no hurry. */
const SLICE = 0.5;

const add = (to: Record<string, number>, key: string) => {
  to[key] = (to[key] ?? 0) + 1;
};

function begin({ sight, site }: Page): Health {
  const health: Health = {
    site: site.id,
    seen: 0,
    recognised: 0,
    joined: 0,
    strategies: {},
    refused: {},
    hook: sight.answers.hook,
    ignored: { ...sight.answers.ignored },
  };
  const failed = new Map(Array.from(sight.failures.values(), (f) => [f.at, f.reason]));
  for (const reason of failed.values()) {
    health.seen++;
    add(health.refused, reason);
  }
  if (sight.trouble) add(health.ignored, 'engine');
  return health;
}

function count(health: Health, row: Tracked, { cases }: Sight): void {
  health.seen++;
  if (cases.isKnown(row)) {
    health.recognised++;
    if (row.seen.joined) health.joined++;
  }
  if (row.seen?.refused) add(health.refused, row.seen.refused);
  else if (cases.isDouble(row)) add(health.refused, 'duplicate');
  for (const [field, source] of Object.entries(row.seen?.sources ?? {})) add(health.strategies, `${field}:${source}`);
}

function init(page: Page, signal: AbortSignal): void {
  const { sight } = page;
  let timer = 0;
  let last = '';
  let version = '';
  let health: Health | null = null;
  let rows: Iterator<Tracked> = [].values();
  const versionNow = () => `${sight.version} ${sight.answers.hook} ${sight.answers.ignoredTotal} ${sight.trouble}`;
  const step = () => {
    const { value, done } = rows.next();
    if (health && !done) count(health, value, sight);
    return !done;
  };
  const report = () => {
    // What changed while it was counted is counted again, all of it.
    if (versionNow() !== version) return later();
    const print = JSON.stringify(health);
    if (print === last || !health) return;
    last = print;
    tell('health', health);
  };
  const slices = new Slices(step, report, signal, SLICE);
  const start = () => {
    timer = 0;
    if (versionNow() === version) return;
    version = versionNow();
    health = begin(page);
    rows = sight.rows.values();
    slices.run();
  };
  const later = () => {
    timer ||= window.setTimeout(start, PAUSE);
  };
  page.sight.onRows(later, signal);
  page.sight.onFrame(later, signal);
  signal.addEventListener('abort', () => clearTimeout(timer));
  later();
}

export default { id: null, init } satisfies PageFeature;
