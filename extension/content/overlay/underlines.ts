// Lines under words in a reply box: CSS custom highlights over ranges, a mirror where there are none.
import type { Box } from '../editor/boxes';
import { isNative } from '../editor/field';
import { foremost, GRAVITY } from '../editor/spans';
import type { Overlay } from './layer';
import { Mirror, type Painted } from './mirror';
import { HIGHLIGHTS, sheet } from './sheets';

interface Held {
  spans: Painted[];
  ranges: { kind: string; range: AbstractRange }[];
  mirror: Mirror | null;
}

/** Highlights by name in the page's registry, taken out again when the signal aborts. */
class Registry {
  private readonly highlights = new Map<string, Highlight>();

  constructor(signal: AbortSignal) {
    const lines = sheet(HIGHLIGHTS);
    document.adoptedStyleSheets.push(lines);
    for (const [i, kind] of GRAVITY.entries()) {
      const highlight = new Highlight();
      highlight.priority = i;
      this.highlights.set(kind, highlight);
      CSS.highlights.set(`pingban-${kind}`, highlight);
    }
    signal.addEventListener('abort', () => {
      for (const kind of GRAVITY) CSS.highlights.delete(`pingban-${kind}`);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== lines);
    });
  }

  add(kind: string, range: AbstractRange): void {
    this.highlights.get(kind)?.add(range);
  }

  delete(kind: string, range: AbstractRange): void {
    this.highlights.get(kind)?.delete(range);
    if ('disconnect' in range) (range as OpaqueRange).disconnect();
  }
}

/** Whether a live range over a value lies on a span already, having moved with the edit by itself. */
function followed(range: AbstractRange, span: Painted): boolean {
  return 'disconnect' in range && range.startOffset === span.start && range.endOffset === span.end;
}

export class Underlines {
  private readonly registry: Registry;
  private readonly held = new WeakMap<Box, Held>();

  constructor(
    private readonly overlay: Overlay,
    private readonly signal: AbortSignal,
  ) {
    this.registry = new Registry(signal);
  }

  paint(box: Box, spans: Painted[]): void {
    const held = this.hold(box);
    held.spans = spans;
    if (held.mirror) {
      held.mirror.paint(box.text, spans);
      return;
    }
    const old = held.ranges.splice(0);
    for (const span of spans) {
      const there = old.findIndex(({ kind, range }) => kind === span.kind && followed(range, span));
      if (there >= 0) {
        held.ranges.push(...old.splice(there, 1));
        continue;
      }
      const range = box.field.range(span.start, span.end);
      if (!range) continue;
      this.registry.add(span.kind, range);
      held.ranges.push({ kind: span.kind, range });
    }
    for (const { kind, range } of old) this.registry.delete(kind, range);
  }

  rects(box: Box, span: Painted): DOMRect[] {
    const held = this.held.get(box);
    return held?.mirror?.rects(span) ?? box.field.rects(span.start, span.end);
  }

  /** The painted span under a point. */
  at(box: Box, x: number, y: number): Painted | null {
    const spans = this.held.get(box)?.spans ?? [];
    const hit = (r: DOMRect) => x >= r.left && x <= r.right && y >= r.top - 2 && y <= r.bottom + 3;
    return foremost(
      spans.filter((span) => this.rects(box, span).some(hit)),
      ({ kind }) => kind,
    );
  }

  private hold(box: Box): Held {
    const known = this.held.get(box);
    if (known) return known;
    const { el } = box.field;
    const end = AbortSignal.any([this.signal, box.signal]);
    const blind = isNative(el) && !el.createValueRange;
    const held: Held = { spans: [], ranges: [], mirror: blind ? new Mirror(el, this.overlay, end) : null };
    this.held.set(box, held);
    end.addEventListener('abort', () => {
      for (const { kind, range } of held.ranges.splice(0)) this.registry.delete(kind, range);
      this.held.delete(box);
    });
    return held;
  }
}
