// What this page's recogniser saw and made of it, for the health view. Counts only.
import type { Health } from '../../protocol';
import { tell } from '../link';
import type { Page, PageFeature } from '../page';

const PAUSE = 800;

export function healthOf(page: Page): Health {
  const { sight, site } = page;
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
  const add = (to: Record<string, number>, key: string) => {
    to[key] = (to[key] ?? 0) + 1;
  };
  for (const row of sight.rows.values()) {
    health.seen++;
    if (sight.cases.isKnown(row)) {
      health.recognised++;
      if (row.seen.joined) health.joined++;
    }
    if (row.seen?.refused) add(health.refused, row.seen.refused);
    else if (sight.cases.isDouble(row)) add(health.refused, 'duplicate');
    for (const [field, source] of Object.entries(row.seen?.sources ?? {})) add(health.strategies, `${field}:${source}`);
  }
  const failed = new Map(Array.from(sight.failures.values(), (f) => [f.at, f.reason]));
  for (const reason of failed.values()) {
    health.seen++;
    add(health.refused, reason);
  }
  if (sight.trouble) add(health.ignored, 'engine');
  return health;
}

function init(page: Page, signal: AbortSignal): void {
  let timer = 0;
  let last = '';
  let version = '';
  const report = () => {
    const { sight } = page;
    const now = `${sight.version} ${sight.answers.hook} ${sight.answers.ignoredTotal} ${sight.trouble}`;
    if (now === version) return;
    version = now;
    const health = healthOf(page);
    const print = JSON.stringify(health);
    if (print === last) return;
    last = print;
    tell('health', health);
  };
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(report, PAUSE);
  };
  page.sight.onRows(later, signal);
  page.sight.onFrame(later, signal);
  signal.addEventListener('abort', () => clearTimeout(timer));
  later();
}

export default { id: null, init } satisfies PageFeature;
