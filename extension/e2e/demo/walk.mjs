// The main job done by itself, a numbered screenshot for each step.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { LIST } from '../console/server.mjs';
import { MORNING } from '../harness/morning.mjs';

/** @param {Omit<import('../harness/morning.mjs').Desk, 'page'> & {folder: string}} all throws at the first step that did not lead where it should */
export async function walk({ folder, ...all }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  all.context.setDefaultTimeout(10_000);
  const page = await all.context.newPage();
  await page.goto(LIST);
  for (const [i, step] of MORNING.entries()) {
    const began = performance.now();
    const shown = await step.run({ ...all, page });
    const ms = Math.round(performance.now() - began);
    const file = path.join(folder, `${String(i + 1).padStart(2, '0')}.png`);
    await shown.screenshot({ path: file });
    console.log(`${i + 1}. ${step.zh}\n   ${step.en}\n   ${ms} ms  ${path.relative(process.cwd(), file)}`);
  }
  console.log(`\n全部 ${MORNING.length} 步都看到了结果。All ${MORNING.length} steps led where they should.`);
}
