// Underlines for a textarea or input where the browser cannot paint a range of its value: the same
// text with the same metrics laid over it, transparent but for the lines.
import type { Spanned } from '../editor/spans';
import { h } from './dom';
import type { Overlay } from './layer';

// biome-ignore format: one glance
const METRICS = [
  'font-family', 'font-size', 'font-weight', 'font-style', 'font-variant', 'font-stretch', 'letter-spacing',
  'word-spacing', 'line-height', 'text-indent', 'text-transform', 'text-align', 'direction', 'tab-size',
  'padding-top', 'padding-right', 'padding-bottom', 'padding-left',
  'border-top-width', 'border-right-width', 'border-bottom-width', 'border-left-width',
];

export interface Painted extends Spanned {
  kind: string;
}

export class Mirror {
  private readonly pop: HTMLElement;
  private readonly box = h('div', { class: 'mirror', 'aria-hidden': 'true' });
  private readonly text = h('div');
  private readonly marks = new Map<Painted, HTMLElement>();

  constructor(
    private readonly el: HTMLTextAreaElement | HTMLInputElement,
    overlay: Overlay,
    signal: AbortSignal,
  ) {
    this.box.append(this.text);
    this.pop = overlay.cover(this.box);
    let frame = 0;
    const move = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        this.move();
      });
    };
    window.addEventListener('scroll', move, { capture: true, passive: true, signal });
    window.addEventListener('resize', move, { signal });
    el.addEventListener('input', move, { signal });
    const resized = new ResizeObserver(move);
    resized.observe(el);
    signal.addEventListener('abort', () => {
      resized.disconnect();
      cancelAnimationFrame(frame);
      this.pop.remove();
    });
  }

  paint(value: string, spans: readonly Painted[]): void {
    this.marks.clear();
    const parts: (string | HTMLElement)[] = [];
    let at = 0;
    for (const span of [...spans].sort((a, b) => a.start - b.start)) {
      if (span.start < at) continue;
      const mark = h('mark', { class: span.kind }, value.slice(span.start, span.end));
      parts.push(value.slice(at, span.start), mark);
      this.marks.set(span, mark);
      at = span.end;
    }
    this.text.replaceChildren(...parts, value.slice(at), '\u200B');
    this.move();
  }

  rects(span: Painted): DOMRect[] {
    for (const [painted, mark] of this.marks) {
      if (painted.start === span.start && painted.end === span.end) return [...mark.getClientRects()];
    }
    return [];
  }

  private move(): void {
    const { el, box, text } = this;
    const style = getComputedStyle(el);
    const rect = el.getBoundingClientRect();
    for (const name of METRICS) box.style.setProperty(name, style.getPropertyValue(name));
    const single = el instanceof HTMLInputElement;
    const pads = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
    box.style.cssText += `;border-style:solid;border-color:transparent;box-sizing:border-box;width:${el.offsetWidth}px;height:${el.offsetHeight}px`;
    text.style.cssText = `width:${single ? 'max-content' : `${el.clientWidth - pads}px`};white-space:${single ? 'pre' : 'pre-wrap'};overflow-wrap:break-word;transform:translate(${-el.scrollLeft}px,${-el.scrollTop}px)`;
    this.pop.style.left = `${rect.left}px`;
    this.pop.style.top = `${rect.top}px`;
    this.pop.style.visibility = rect.width && rect.height ? 'visible' : 'hidden';
  }
}
