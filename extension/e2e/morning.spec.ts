// The main job from the review list to the lead's board, on both runtimes of the backend.
import { expect, test } from './harness/fixtures';
import { MORNING } from './harness/morning.mjs';

for (const runtime of ['native', 'workerd'] as const) {
  test.describe(`with the backend on ${runtime}`, () => {
    test.use({ runtime });

    test('an agent is warned, writes well and takes a note, and the lead sees it', async ({ desk, joined, site }) => {
      const page = await desk.list();
      const { context, extension } = desk;
      for (const step of MORNING) {
        await test.step(step.en, () => step.run({ context, extension, team: joined, site, page }));
      }
      expect(site.replies.length, 'one reply, the one the agent submitted').toBe(1);
      const kinds = (await joined.events()).map((e) => e.kind);
      expect(kinds).toContain('review');
      expect(kinds).toContain('finding');
      expect(kinds).toContain('script');
      expect(kinds.filter((k) => k === 'note')).toHaveLength(1);
    });
  });
}
