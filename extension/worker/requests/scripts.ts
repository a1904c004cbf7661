import type { Answer, Ask } from '../../protocol';
import { t } from '../../text';
import { ulid } from '../../ulid';
import type { App } from '../app';
import { blank, judged, MOST_OWN, worded } from '../own-script';
import type { Handlers } from '../router';
import { isView } from '../senders';
import { changeOwn, type Own, ownPack, ownScripts } from '../store/own';
import { countUse, uses } from '../store/uses';
import { propose } from '../sync/propose';
import { now, nowMs } from '../time';

type Mine = 'scripts' | 'fill' | 'script.used' | 'own' | 'own.put' | 'own.drop' | 'own.propose';

/** Finding scripts, and those an agent keeps for themselves. */
export function scriptRequests(app: App): Pick<Handlers, Mine> {
  const { engine } = app;

  async function keep(next: (all: Own[]) => Own[]): Promise<void> {
    await changeOwn(next);
    await engine.call('packs', { packs: [await ownPack()] });
    app.tell({ changed: 'packs' });
  }

  /** What of a case decides which script fits: confirmed where an agent confirmed it, else as its words tell. */
  async function fits({ case: id, review, rating = '' }: Ask<'scripts'>) {
    const state = id ? (await app.replica.call('case', { case: id, now: await now() })).state : null;
    const field = (name: string) => state?.fields[name]?.value;
    const confirmed = field('reasons');
    const reasons = Array.isArray(confirmed)
      ? (confirmed as string[])
      : review
        ? (await engine.call('reasons', { id: '', text: review, ...(rating && { rating }) })).reasons
        : [];
    const buyer = field('buyer_type');
    return { reasons, ...(typeof buyer === 'string' && buyer && { buyer_type: buyer }) };
  }

  return {
    async scripts(request) {
      const { case: _, review: __, ...query } = request;
      // What is known of the case makes the order better; without it there must be a list all the same.
      const fit = await fits(request).catch(() => ({}));
      return engine.call('scripts', { ...fit, ...query, used: (await uses()).used, now: await now() });
    },

    async fill(request) {
      return engine.call('fill', request);
    },

    async 'script.used'({ script, edited }) {
      await countUse(script, edited);
      return {};
    },

    async own() {
      const [all, { used, edited }, today] = await Promise.all([ownScripts(), uses(), now()]);
      const scripts = all.map(({ script, proposed }) => ({
        script,
        proposed,
        used: used[script.id] ?? 0,
        edited: edited[script.id] ?? 0,
        expired: Boolean(script.expires && script.expires < today.slice(0, 10)),
      }));
      return { scripts };
    },

    async 'own.put'(written, sender) {
      const all = await ownScripts();
      const had = all.find(({ script }) => script.id === written.id);
      if (written.id && !(had && isView(sender))) throw new Error(t('error_own_gone'));
      if (!had && all.length >= MOST_OWN) throw new Error(t('error_own_many', MOST_OWN));
      const script = worded(written, had?.script ?? blank(`my-${ulid(await nowMs()).toLowerCase()}`));
      const warned = await judged(engine, script);
      await keep((own) => [{ script, proposed: '' }, ...own.filter((other) => other.script.id !== script.id)]);
      return { script, warned };
    },

    async 'own.drop'({ id }): Promise<Answer<'own.drop'>> {
      await keep((all) => all.filter(({ script }) => script.id !== id));
      return {};
    },

    async 'own.propose'({ id, why }) {
      const own = (await ownScripts()).find(({ script }) => script.id === id);
      if (!own) throw new Error(t('error_own_gone'));
      await propose(own.script, why);
      const proposed = await now();
      await keep((all) => all.map((other) => (other.script.id === id ? { ...other, proposed } : other)));
      return {};
    },
  };
}
