// One quiet line at the bottom of the page.
import { button, h } from './dom';
import type { Layer, Overlay } from './layer';

const bottom = {
  getBoundingClientRect: () => new DOMRect(innerWidth / 2, innerHeight - 40, 0, 0),
};

let shown: Layer | null = null;

export interface Undo {
  label: string;
  act: () => void;
}

/** Shows a sentence for some seconds, with one thing to do about it where there is one. */
export function toast(overlay: Overlay, text: string, signal: AbortSignal, undo?: Undo, seconds = 6): void {
  shown?.close();
  const line = h('div', { class: 'toast', role: 'status' }, h('span', {}, text));
  const layer = overlay.show(line, { at: bottom, placement: 'top', signal });
  shown = layer;
  const timer = setTimeout(() => layer.close(), seconds * 1000);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  if (undo) {
    line.append(
      button(undo.label, () => {
        layer.close();
        undo.act();
      }),
    );
  }
}
