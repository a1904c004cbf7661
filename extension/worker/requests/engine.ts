import type { App } from '../app';
import { switched } from '../pages';
import { rowReader } from '../ports/rows';
import type { Handlers } from '../router';
import { isPage } from '../senders';
import { change, ignoring, off, settings } from '../settings';
import { now, skew } from '../time';

type Mine = 'start' | 'rows' | 'see' | 'tick' | 'check' | 'reasons' | 'settings';

/** What pages ask the engine, with the time and the settings added here. */
export function engineRequests(app: App): Pick<Handlers, Mine> {
  const { engine } = app;
  const readRows = rowReader(engine);
  return {
    async start() {
      const sites = await switched((await engine.call('sites', {})).sites);
      return { sites, off: await off(), settings: await settings(), skew: await skew() };
    },

    rows: ({ body }) => readRows(body),

    async see(request) {
      const asked = { platform: (await settings()).platform, ...request, now: await now() };
      // What the team knows of a case makes its badge better, but a broken fold must not cost it.
      const answer = await app.replica.call('see', asked).catch(() => engine.call('see', asked));
      app.reviews.saw(answer.seen, request.rating ?? '');
      return answer;
    },

    async tick({ rows }) {
      return engine.call('tick', { now: await now(), rows });
    },

    async check(message) {
      const [report, ignored] = await Promise.all([engine.call('check', message), ignoring()]);
      const findings = report.findings.filter(({ rule, severity }) => !ignored({ id: rule, severity }));
      if (findings.length === report.findings.length) return report;
      const labels = findings.filter((f) => f.severity !== 'hint').map((f) => f.label);
      return { ...report, findings, labels: [...new Set(labels)].sort() };
    },

    async reasons({ text, rating = '' }) {
      const { reasons } = await engine.call('reasons', { id: '', text, ...(rating && { rating }) });
      return { reasons };
    },

    async settings(part, sender) {
      if (Object.keys(part).length === 0) return settings();
      // On a page one can ignore a rule; everything else is set where one sees what it means.
      const next = await change(
        isPage(sender) ? { ...(part.ignoredRules && { ignoredRules: part.ignoredRules }) } : part,
      );
      app.tell({ changed: 'settings' });
      return next;
    },
  };
}
