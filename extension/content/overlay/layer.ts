// Everything of ours that floats: one host at body level, a closed shadow root in it, and in that
// one popover for each layer, placed beside what it is about.
import {
  autoUpdate,
  computePosition,
  flip,
  offset,
  type Placement,
  type ReferenceElement,
  shift,
} from '@floating-ui/dom';
import { h } from './dom';
import { CARDS, sheet } from './sheets';

// What happens inside our layers is none of the page's business, nor its shortcuts ours.
// biome-ignore format: one glance
const PRIVATE = [
  'click', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'touchend', 'contextmenu',
  'keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'change', 'focusin', 'focusout', 'paste', 'copy', 'cut',
  'wheel', 'compositionstart', 'compositionupdate', 'compositionend',
];

export interface LayerOptions {
  at: ReferenceElement;
  placement?: Placement;
  gap?: number;
  /** Stays where it was put when there is no room, as a tab on an edge does. */
  fixed?: boolean;
  signal: AbortSignal;
}

export interface Layer {
  readonly el: HTMLElement;
  readonly open: boolean;
  move(at: ReferenceElement): void;
  close(): void;
}

export class Overlay {
  private readonly host: HTMLElement;
  private readonly root: ShadowRoot;
  private readonly layers = new Set<Layer>();

  constructor(private readonly signal: AbortSignal) {
    this.host = h('div', { 'data-pingban': 'overlay' });
    this.host.style.cssText =
      'all:initial!important;position:fixed!important;top:0!important;left:0!important;width:0!important;height:0!important;z-index:2147483000!important';
    this.root = this.host.attachShadow({ mode: 'closed' });
    this.root.adoptedStyleSheets = [sheet(CARDS)];
    for (const type of PRIVATE) this.root.addEventListener(type, (e) => e.stopPropagation());
    // The page's box keeps focus and caret while one clicks on ours; our own fields may take it.
    this.root.addEventListener('mousedown', (e) => {
      if (!(e.target instanceof HTMLInputElement)) e.preventDefault();
    });
    signal.addEventListener('abort', () => {
      for (const layer of [...this.layers]) layer.close();
      this.host.remove();
    });
  }

  /** Whether an event came from our layers. */
  owns(event: Event): boolean {
    return event.composedPath().includes(this.host);
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  /** Shows content beside `at` until the layer is closed or the signal aborts. */
  show(content: HTMLElement, options: LayerOptions): Layer {
    this.attach();
    const pop = h('div', { popover: 'manual' }, content);
    this.root.append(pop);
    pop.showPopover();
    let at = options.at;
    let stop = () => {};
    const place = () => void this.place(pop, at, options);
    const follow = () => {
      stop();
      stop = autoUpdate(at, pop, place);
    };
    const layers = this.layers;
    const layer: Layer = {
      el: pop,
      get open() {
        return layers.has(layer);
      },
      move(to) {
        at = to;
        follow();
      },
      close() {
        if (!layers.delete(layer)) return;
        stop();
        options.signal.removeEventListener('abort', layer.close);
        pop.remove();
      },
    };
    layers.add(layer);
    options.signal.addEventListener('abort', layer.close);
    follow();
    return layer;
  }

  /** A layer that covers exactly an element and lets every pointer through. */
  cover(content: HTMLElement): HTMLElement {
    this.attach();
    const pop = h('div', { popover: 'manual' }, content);
    pop.style.pointerEvents = 'none';
    this.root.append(pop);
    pop.showPopover();
    return pop;
  }

  private async place(pop: HTMLElement, at: ReferenceElement, options: LayerOptions): Promise<void> {
    const { x, y } = await computePosition(at, pop, {
      strategy: 'fixed',
      placement: options.placement ?? 'bottom-start',
      middleware: [
        offset(options.gap ?? 6),
        ...(options.fixed ? [] : [flip({ padding: 8 })]),
        shift({ padding: 8, crossAxis: true }),
      ],
    });
    if (this.signal.aborted) return;
    pop.style.left = `${Math.round(x)}px`;
    pop.style.top = `${Math.round(y)}px`;
  }

  /** A modal dialog of the page makes all outside it inert, so the host moves in. */
  private attach(): void {
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
    if (this.host.parentElement === modal) return;
    modal.append(this.host);
    for (const layer of this.layers) if (!layer.el.matches(':popover-open')) layer.el.showPopover();
  }
}
