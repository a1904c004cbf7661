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
  /** Keeps off what it stands beside, even where the window ends; else it may slide over it. */
  clear?: boolean;
  signal: AbortSignal;
}

export interface Layer {
  readonly el: HTMLElement;
  readonly open: boolean;
  move(at: ReferenceElement): void;
  close(): void;
}

export class Overlay {
  private made: { host: HTMLElement; root: ShadowRoot } | null = null;
  private readonly layers = new Set<Layer>();

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => {
      for (const layer of [...this.layers]) layer.close();
      this.made?.host.remove();
    });
  }

  /** Made when something is to be shown: most pages are left before. */
  private make() {
    const host = h('div', { 'data-pingban': 'overlay' });
    host.style.cssText =
      'all:initial!important;position:fixed!important;top:0!important;left:0!important;width:0!important;height:0!important;z-index:2147483000!important';
    const root = host.attachShadow({ mode: 'closed' });
    root.adoptedStyleSheets = [sheet(CARDS)];
    for (const type of PRIVATE) root.addEventListener(type, (e) => e.stopPropagation());
    // The page's box keeps focus and caret while one clicks on ours; our own fields may take it.
    root.addEventListener('mousedown', (e) => {
      if (!(e.target instanceof HTMLInputElement)) e.preventDefault();
    });
    return { host, root };
  }

  /** Whether an event came from our layers. */
  owns(event: Event): boolean {
    return this.made !== null && event.composedPath().includes(this.made.host);
  }

  get focused(): Element | null {
    return this.made?.root.activeElement ?? null;
  }

  /** Shows content beside `at` until the layer is closed or the signal aborts. */
  show(content: HTMLElement, options: LayerOptions): Layer {
    const root = this.attach();
    const pop = h('div', { popover: 'manual' }, content);
    root.append(pop);
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
    const root = this.attach();
    const pop = h('div', { popover: 'manual' }, content);
    pop.style.pointerEvents = 'none';
    root.append(pop);
    pop.showPopover();
    return pop;
  }

  private async place(pop: HTMLElement, at: ReferenceElement, options: LayerOptions): Promise<void> {
    const { x, y } = await computePosition(at, pop, {
      strategy: 'fixed',
      placement: options.placement ?? 'bottom-start',
      middleware: [
        offset(options.gap ?? 6),
        flip({ padding: options.clear ? 0 : 8 }),
        shift({ padding: 8, crossAxis: !options.clear }),
      ],
    });
    if (this.signal.aborted) return;
    pop.style.left = `${Math.round(x)}px`;
    pop.style.top = `${Math.round(y)}px`;
  }

  /** A modal dialog of the page makes all outside it inert, so the host moves in. */
  private attach(): ShadowRoot {
    this.made ??= this.make();
    const { host, root } = this.made;
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
    if (host.parentElement === modal) return root;
    modal.append(host);
    for (const layer of this.layers) if (!layer.el.matches(':popover-open')) layer.el.showPopover();
    return root;
  }
}
