// One editor of editors/ in the console, open on the first row's reply: in the row, or wherever it puts itself.
import { expect, type Frame, type Page } from '@playwright/test';
import type { Row } from '../console/rows.mjs';
import { LIST } from '../console/server.mjs';
import type { Desk } from '../harness/desk';
import { corner, marks } from '../harness/page.mjs';
import { rowOf } from '../harness/reply.mjs';

export interface Place {
  page: Page;
  /** Where the list is: the page, or a frame in it. */
  at: Page | Frame;
  /** The text as the editor's library holds it. */
  model(): Promise<string>;
  /** The words under one of our lines, as the page's own range or value has them. */
  underlined(severity: 'block' | 'warn' | 'hint'): Promise<string[]>;
  /** What is selected in the editor. */
  selected(): Promise<string>;
  /** Moves the mouse onto the first underlined word. */
  point(): Promise<void>;
}

/** Opens the list (`address`: the page that holds it in a frame) and the reply to the row. */
export async function openEditor(desk: Pick<Desk, 'context'>, row: Row, kind: string, address = LIST): Promise<Place> {
  const page = await desk.context.newPage();
  await page.goto(`${address}?x-box=${kind}`);
  const at = address === LIST ? page : await framed(page);
  const list = at as Page;
  await expect(rowOf(list, row).locator('[data-pingban="badge"]')).toBeVisible();
  await rowOf(list, row)
    .getByRole('button', { name: /^(评价|追评)回复$/ })
    .click();
  await expect(at.locator('[data-editor]').locator(EDITABLE)).toBeFocused();
  const model = () => at.evaluate(() => window.editor?.text() ?? '');
  return {
    page,
    at,
    model,
    async underlined(severity) {
      const value = await at.evaluate(
        (editable) => document.querySelector<HTMLTextAreaElement>(`[data-editor] :is(${editable})`)?.value,
        EDITABLE,
      );
      return (await marks(at, severity)).map(({ start, end, text }) =>
        value === undefined ? text : value.slice(start, end),
      );
    },
    selected: () =>
      at.evaluate((editable) => {
        const box = document.querySelector<HTMLTextAreaElement>(`[data-editor] :is(${editable})`);
        return box?.value?.slice(box.selectionStart, box.selectionEnd) ?? String(document.getSelection());
      }, EDITABLE),
    async point() {
      const { x, y } = await at.evaluate(() => {
        const [range] =
          (CSS as unknown as { highlights: Map<string, Set<Range>> }).highlights.get('pingban-block') ?? [];
        const box = range?.getBoundingClientRect() ?? new DOMRect();
        return { x: box.x + Math.min(box.width / 2, 20), y: box.y + box.height / 2 };
      });
      const from = await corner(at);
      await page.mouse.move(from.x + x, from.y + y, { steps: 3 });
    },
  };
}

const EDITABLE = 'textarea, input, [contenteditable="true"]';

async function framed(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('the list is in no frame');
  return frame;
}
