// What Chromium has and TypeScript's DOM library does not know yet.

/** A live range over the value of a textarea or input. */
interface OpaqueRange extends AbstractRange {
  getBoundingClientRect(): DOMRect;
  getClientRects(): DOMRectList;
  disconnect(): void;
}

interface HTMLTextAreaElement {
  createValueRange?(start: number, end: number): OpaqueRange;
}

interface HTMLInputElement {
  createValueRange?(start: number, end: number): OpaqueRange;
}

declare const __VERSION__: string;
