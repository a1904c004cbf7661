// Samples changed as redesigns, lists and answers may change them: in every frame each badge is on the
// right row with the right end, or absent. SEED starts the count for each sample, MUTANTS sets how many of each page,
// so that SEED=… MUTANTS=1 plays the very mutant that failed.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './console/server.mjs';
import { expect, test } from './harness/fixtures';
import { builtSince, open, samplesOf, setClock, siteFiles } from './harness/samples.mjs';
import type { Outcome, Told } from './mutants/run';

const SEED = Number(process.env.SEED ?? 1);
const MUTANTS = Number(process.env.MUTANTS ?? 40);
/** Mutants played in one call; more would only report later. */
const TURN = 20;
/** Of so many seeds the last has thousands of rows. */
const BIG = 100;

const bundle = () =>
  execFileSync(
    'go',
    [
      'tool',
      'esbuild',
      path.join(ROOT, 'extension/e2e/mutants/run.ts'),
      '--bundle',
      '--format=iife',
      '--target=chrome120',
      '--charset=utf8',
    ],
    { cwd: ROOT, encoding: 'utf8' },
  );

const play = (seeds: { seed: number; most: number }[], told: Told) =>
  Promise.resolve().then(async () => {
    const { mutant } = window as unknown as { mutant: (told: Told, seed: number, most: number) => Promise<Outcome> };
    const all: Outcome[] = [];
    for (const { seed, most } of seeds) all.push(await mutant(told, seed, most));
    return all;
  });

test.use({ grant: true });
test.beforeAll(builtSince);

const list = (outcome: Outcome) =>
  `seed ${outcome.seed} (${outcome.changes.join(', ')}): ${outcome.faults.slice(0, 3).join('; ')}`;

for (const { id } of siteFiles().filter((site) => site.kind !== 'chat')) {
  test(`${id}: ${MUTANTS} mutants from seed ${SEED} show no wrong badge`, async ({ desk, site }) => {
    test.setTimeout(60_000 + MUTANTS * 4_000);
    const samples = samplesOf(id);
    await desk.extension.ask('page.set', { id, on: true });
    const code = bundle();
    const share = Math.ceil(MUTANTS / samples.length);
    let right = 0;
    let of = 0;
    const wrong: string[] = [];
    for (const sample of samples) {
      await setClock(desk.extension, sample.now);
      const page = await open(desk.context, site, sample);
      await page.evaluate(code);
      const { address, html, answers, rows } = sample;
      for (let done = 0; done < share; done += TURN) {
        const seeds = Array.from({ length: Math.min(TURN, share - done) }, (_, i) => {
          const seed = SEED + done + i;
          return { seed, most: seed % BIG === BIG - 1 ? 5_000 : 0 };
        });
        const code = `(${play})(${JSON.stringify(seeds)}, ${JSON.stringify({ address, html, answers, rows })})`;
        for (const outcome of (await page.evaluate(code)) as Outcome[]) {
          right += outcome.right;
          of += outcome.of;
          if (outcome.faults.length) wrong.push(`${sample.name} ${list(outcome)}`);
        }
      }
      expect(await page.evaluate('"pwned" in window')).toBe(false);
      await page.close();
    }
    console.log(
      `${id}: ${share * samples.length} mutants, ${((100 * right) / of).toFixed(1)} % of rows recognised, ${wrong.length} wrong`,
    );
    expect(right, 'a harness that sees no badge proves nothing').toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
}
