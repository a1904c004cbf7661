// Every site file against the sample pages beside it: each row shows exactly what the sample says, and
// where none may be seen there is none.
import type { Page } from '@playwright/test';
import { expect, test } from './harness/fixtures';
import { builtSince, open, type Sample, samplesOf, setClock, siteFiles } from './harness/samples.mjs';

/** Row → its badge, in the form samples write it down. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const found: Record<string, unknown> = {};
    for (const host of document.querySelectorAll<HTMLElement>('[data-pingban="badge"]')) {
      let at: Element | null = host;
      while (at && !at.querySelector('[data-row]')) at = at.parentElement;
      const keys = [
        ...new Set([...(at?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].map((el) => el.dataset.row)),
      ];
      const { case: id, kind, state, basis, closes } = host.dataset;
      found[keys.join('+')] = { case: id, badge: { kind, state, basis, closes } };
    }
    return found;
  });

function wantedOf({ rows }: Sample) {
  const badged = Object.entries(rows).filter(([, row]) => row.badge);
  return Object.fromEntries(badged.map(([key, row]) => [key, { case: row.case, badge: row.badge }]));
}

/** Reasons of the rows that are refused → how many. */
function refusals({ rows }: Sample): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { refused } of Object.values(rows)) if (refused) counts[refused] = (counts[refused] ?? 0) + 1;
  return counts;
}

test.use({ grant: true });
test.beforeAll(builtSince);

for (const { id, kind, ready } of siteFiles()) {
  if (kind === 'chat') continue;
  test(`${id} shows on its samples what they say`, async ({ desk, site }) => {
    await desk.extension.ask('page.set', { id, on: true });
    for (const sample of samplesOf(id)) {
      await test.step(sample.name, async () => {
        await setClock(desk.extension, sample.now);
        const page = await open(desk.context, site, sample);
        for (const text of ready.texts)
          await expect(page.locator('body'), `${sample.name}.html lacks a text that ready waits for`).toContainText(
            text,
          );
        await expect.poll(() => seen(page), { message: sample.name }).toEqual(wantedOf(sample));
        const told = async () => {
          const { site: of, seen: rows, refused } = (await desk.extension.ask('health.get')).pages.at(-1) ?? {};
          return { site: of, seen: rows, refused };
        };
        await expect
          .poll(told, { message: sample.name })
          .toEqual({ site: id, seen: Object.keys(sample.rows).length, refused: refusals(sample) });
        await page.close();
      });
    }
  });
}
