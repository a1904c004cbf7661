// A reply that was written and not sent: kept per case, offered when its box opens empty.

import { moment } from '../clock';
import type { Box } from '../editor/boxes';
import { labelled } from '../editor/tie';
import { ask, tell } from '../link';
import { draftStrip } from '../overlay/strip-view';
import type { Page, PageFeature } from '../page';

const PAUSE = 300;
/** A box that closes this soon after a click on submit was sent. */
const SENT = 8_000;

const keyOf = (box: Box) => (box.tie?.case ? `reply:${box.tie.case}` : '');

function init(page: Page, signal: AbortSignal): void {
  const { editing } = page;
  if (!editing) return;
  const { boxes, editor } = editing;
  const timers = new Map<Box, number>();
  const submitted = new WeakMap<Box, number>();

  const save = (box: Box) => {
    clearTimeout(timers.get(box));
    timers.delete(box);
    const key = keyOf(box);
    if (key) tell('draft.put', { key, text: box.text });
  };
  const offer = async (box: Box) => {
    const key = keyOf(box);
    const { tie } = box;
    if (!key || box.text) return;
    const draft = await ask('draft.get', { key }).catch(() => null);
    if (!draft?.text || box.text || box.signal.aborted || signal.aborted || page.covered) return;
    const end = new AbortController();
    const strip = draftStrip(
      draft.at ? moment(draft.at).slice(5, 16) : '',
      () => {
        end.abort();
        void page.put(box, 0, box.text.length, draft.text, tie);
      },
      () => {
        end.abort();
        tell('draft.put', { key, text: '' });
      },
    );
    page.overlay.show(strip, {
      at: box.field.el,
      placement: 'bottom-start',
      signal: AbortSignal.any([signal, box.signal, end.signal]),
    });
    boxes.on({ edit: (edited) => edited === box && end.abort() }, end.signal);
  };

  boxes.on(
    {
      open: (box) => void offer(box),
      edit: (box) => {
        clearTimeout(timers.get(box));
        timers.set(
          box,
          window.setTimeout(() => save(box), PAUSE),
        );
      },
      blur: (box) => timers.has(box) && save(box),
      close: (box) => {
        const sent = performance.now() - (submitted.get(box) ?? -SENT) < SENT;
        const key = keyOf(box);
        if (sent && key) {
          clearTimeout(timers.get(box));
          timers.delete(box);
          tell('draft.put', { key, text: '' });
        } else if (timers.has(box)) save(box);
      },
    },
    signal,
  );
  // The page's own handlers run after this; a guard that held the click has stopped it before.
  const click = (event: MouseEvent) => {
    const el = labelled(event, editor.submit);
    const box = el && boxes.near(el);
    if (box) submitted.set(box, performance.now());
  };
  document.addEventListener('click', click, { capture: true, signal });
  signal.addEventListener('abort', () => {
    for (const timer of timers.values()) clearTimeout(timer);
  });
}

export default { id: null, init } satisfies PageFeature;
