// A box one writes in: textarea, input or editable element behind one face. Offsets are UTF-16.
import { model, offsetOf, rangeOf } from './rich';
import type { Spanned } from './spans';

type Native = HTMLTextAreaElement | HTMLInputElement;

export interface Field {
  readonly el: HTMLElement;
  readonly text: string;
  /** Where the caret or selection is, null if it is not in this field. */
  selection(): Spanned | null;
  select(start: number, end: number): void;
  /** A range a CSS highlight can paint, null where the browser cannot over this field. */
  range(start: number, end: number): AbstractRange | null;
  /** Where characters are on screen; empty where the browser cannot tell. */
  rects(start: number, end: number): DOMRect[];
}

export function isNative(el: Element): el is Native {
  return el instanceof HTMLTextAreaElement || el instanceof HTMLInputElement;
}

/** A name for the ways editors must be written to. */
export type EditorKind = 'native' | 'draft' | 'slate' | 'rich';

export function kindOf(el: HTMLElement): EditorKind {
  if (isNative(el)) return 'native';
  if (el.matches('.public-DraftEditor-content') || el.closest('.public-DraftEditor-content')) return 'draft';
  if (el.matches('[data-slate-editor]')) return 'slate';
  return 'rich';
}

class NativeField implements Field {
  constructor(readonly el: Native) {}

  get text(): string {
    return this.el.value;
  }

  selection(): Spanned | null {
    return { start: this.el.selectionStart ?? 0, end: this.el.selectionEnd ?? 0 };
  }

  select(start: number, end: number): void {
    this.el.setSelectionRange(start, end);
  }

  range(start: number, end: number): OpaqueRange | null {
    return this.el.createValueRange?.(start, end) ?? null;
  }

  rects(start: number, end: number): DOMRect[] {
    const range = this.range(start, end);
    const rects = range ? [...range.getClientRects()] : [];
    range?.disconnect();
    return rects;
  }
}

class RichField implements Field {
  constructor(readonly el: HTMLElement) {}

  get text(): string {
    return model(this.el).text;
  }

  selection(): Spanned | null {
    const selection = document.getSelection();
    if (!selection?.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!this.el.contains(range.commonAncestorContainer)) return null;
    const m = model(this.el);
    return {
      start: offsetOf(this.el, m, range.startContainer, range.startOffset),
      end: offsetOf(this.el, m, range.endContainer, range.endOffset),
    };
  }

  select(start: number, end: number): void {
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(rangeOf(this.el, model(this.el), start, end));
  }

  range(start: number, end: number): Range {
    return rangeOf(this.el, model(this.el), start, end);
  }

  rects(start: number, end: number): DOMRect[] {
    return [...this.range(start, end).getClientRects()];
  }
}

export function fieldOf(el: HTMLElement): Field {
  return isNative(el) ? new NativeField(el) : new RichField(el);
}
