// Keeping what one wrote as a script of one's own: the selected words, or all that is in the box.
import type { Box } from '../editor/boxes';
import { ask, Gone } from '../link';
import { goRound } from '../overlay/dom';
import type { Layer } from '../overlay/layer';
import { saveView } from '../overlay/save-view';
import type { Page } from '../page';
import { generalised, varsOf } from './scriptvars';

export interface Savable {
  text: string;
  /** What is offered, as a line of the list. */
  label: string;
}

/** What of a box could be kept, null where nothing is written. */
export function savable(page: Page, box: Box): Savable | null {
  const { start, end } = box.caret;
  const selected = start < end ? box.text.slice(start, end).trim() : '';
  const text = selected || box.text.trim();
  if (!text) return null;
  const label = selected ? `把选中的 ${[...selected].length} 个字存为我的话术…` : '把框里的话存为我的话术…';
  return { text: generalised(text, varsOf(page, page.rowOf(box))), label };
}

/** Opens the form beside the box; the box has the focus again when it closes. */
export function saveScript(page: Page, box: Box, text: string, signal: AbortSignal): void {
  const { el } = box.field;
  let layer: Layer | null = null;
  const close = () => {
    layer?.close();
    el.focus({ preventScroll: true });
  };
  const save = async (title: string, expires: string) => {
    try {
      const { warned } = await ask('own.put', { title, text, ...(expires && { expires }) });
      close();
      page.say(warned[0] ? `存好了，以后按标题就能找到。留意：${warned[0]}` : '存好了，以后按标题就能找到。');
    } catch (error) {
      if (!(error instanceof Gone)) form.fail(error instanceof Error ? error.message : String(error));
    }
  };
  const form = saveView(text, (title, expires) => void save(title, expires), close);
  form.el.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') close();
    if (event.key === 'Tab') goRound(form.el, event);
  });
  layer = page.overlay.show(form.el, {
    at: el,
    placement: 'bottom-start',
    signal: AbortSignal.any([signal, box.signal]),
  });
  form.title.focus();
}
