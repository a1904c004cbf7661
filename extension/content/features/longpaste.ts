// What is pasted and does not fit is cut off by the page without a word: said before it happens.
import type { Box } from '../editor/boxes';
import { limitOf } from '../editor/limit';
import type { Page, PageFeature } from '../page';

function init(page: Page, signal: AbortSignal): void {
  const { editing } = page;
  if (!editing) return;
  const look = (box: Box, event: ClipboardEvent) => {
    // Some editors are written to by a paste of ours, which has been measured already.
    if (!event.isTrusted) return;
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    const max = limitOf(box.field, editing.editor.max);
    if (!pasted || max <= 0) return;
    const { start, end } = box.field.selection() ?? box.caret;
    const over = box.field.text.length - (end - start) + pasted.length - max;
    if (over > 0) page.say(`粘进来多了 ${over} 字，这里最多收 ${max} 字，多出的可能会被截掉。`);
  };
  const open = (box: Box) =>
    box.field.el.addEventListener('paste', (event) => look(box, event), {
      capture: true,
      signal: AbortSignal.any([signal, box.signal]),
    });
  editing.boxes.on({ open }, signal);
}

export default { id: 'check', init } satisfies PageFeature;
