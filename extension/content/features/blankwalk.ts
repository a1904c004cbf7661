// Tab goes from blank to blank of a script, and on as usual behind the last.
import { blanksIn } from '../editor/blanks';
import type { Boxes } from '../editor/boxes';

export function walkBlanks(boxes: Boxes, signal: AbortSignal): void {
  const key = (event: KeyboardEvent) => {
    const box = boxes.current;
    if (event.key !== 'Tab' || event.isComposing || event.defaultPrevented || !box || event.target !== box.field.el)
      return;
    const at = box.field.selection();
    if (!at) return;
    const blanks = blanksIn(box.field.text);
    const next = event.shiftKey
      ? blanks.findLast((b) => b.end <= at.start)
      : blanks.find((b) => b.start >= at.end || (b.start === at.start && b.end !== at.end));
    if (!next) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    box.field.select(next.start, next.end);
  };
  window.addEventListener('keydown', key, { capture: true, signal });
}
