import type { Ask } from '../../protocol';
import { ulid } from '../../ulid';
import { type App, member, team } from '../app';
import type { Handlers } from '../router';
import { getDraft, putDraft } from '../store/drafts';
import { dropRefused, refusedOf, stored } from '../store/queue';
import { countUse } from '../store/uses';
import { now, nowMs } from '../time';

type Mine = 'record' | 'case' | 'todo' | 'draft.get' | 'draft.put' | 'refused' | 'refused.retry' | 'refused.drop';

/** What agents write down, and what is known of a case. */
export function caseRequests(app: App): Pick<Handlers, Mine> {
  const draft = async (written: Ask<'record'>) => {
    const { id = ulid(await nowMs()), case: of, kind, base, body } = written;
    return app.engine.call('draft', { id, now: await now(), case: of, kind, ...(base && { base }), body });
  };

  return {
    async record(written) {
      const already = written.id && (await stored(written.id));
      if (already) return { event: already, masked: [] };
      const answer = await draft(written);
      // Without the fold nobody knows whether the review is there; the note must not wait for that.
      const review = await app.reviews.touched(written.case).catch(() => undefined);
      await app.store(review ? [review, answer.event] : [answer.event]);
      if (written.kind === 'script') {
        const { script, edited } = answer.event.body as { script?: unknown; edited?: unknown };
        await countUse(script, edited);
      }
      return answer;
    },

    async case({ case: id }) {
      const answer = await app.replica.call('case', { case: id, now: await now() });
      const shipped = answer.context.shipped ?? app.reviews.shipped(id);
      return shipped === undefined ? answer : { ...answer, context: { ...answer.context, shipped } };
    },

    async todo({ text = '', only = '', limit = 200 }) {
      return app.replica.call('todo', { now: await now(), me: await member(), text, ...(only && { only }), limit });
    },

    'draft.get': ({ key }) => getDraft(key),

    async 'draft.put'({ key, text }) {
      await putDraft(key, text, await now());
      return {};
    },

    async refused({ case: id }) {
      const mine = await team();
      const all = (await refusedOf(id)).filter((entry) => entry.team === mine);
      return { refused: all.map(({ event, error, at }) => ({ event, error, at })) };
    },

    async 'refused.retry'({ id }) {
      const entry = await dropRefused(id);
      if (!entry) return {};
      // Its id may be what was refused, so what it says is written down anew.
      const { case: of, kind, base, body } = entry.event;
      await app.store([(await draft({ case: of, kind, ...(base && { base }), body })).event]);
      return {};
    },

    async 'refused.drop'({ id }) {
      const entry = await dropRefused(id);
      if (entry) app.tell({ changed: 'cases', cases: [entry.case] });
      app.tell({ changed: 'status' });
      return {};
    },
  };
}
