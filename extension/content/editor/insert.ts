// Writing into a box so that the page's own state sees it and Ctrl+Z takes it back. What works for
// which editor was measured; execCommand is deprecated and the only one that keeps native undo.
import { insertTextIntoField } from 'text-field-edit';
import { type Field, isNative, kindOf } from './field';

export type Written = 'done' | 'copied' | 'failed';

const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Editors of their own mind may normalise white space. */
const plain = (text: string) => text.replace(/[\s\u200B\uFEFF]+/g, '');

function paste(el: HTMLElement, text: string): void {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  el.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true, composed: true }),
  );
}

function beforeInput(el: HTMLElement, text: string): void {
  el.dispatchEvent(
    new InputEvent('beforeinput', {
      inputType: 'insertText',
      data: text,
      bubbles: true,
      cancelable: true,
      composed: true,
    }),
  );
}

/** Past the page's own property on the element, which its framework watches. */
function setValue(el: HTMLTextAreaElement | HTMLInputElement, value: string, caret: number): void {
  const proto = el instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(el, value);
  el.dispatchEvent(new InputEvent('input', { inputType: 'insertText', bubbles: true, composed: true }));
  el.setSelectionRange(caret, caret);
}

async function copy(text: string): Promise<Written> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return 'failed';
  }
}

/** For what could not go where it was meant to: one can still paste it. */
export { copy };

/**
 * Replaces [start, end) of the field by text and leaves the caret behind it. `still` is asked at the
 * moment of the insertion, for editors that take a while to be ready; if it says no, nothing is written.
 */
export async function write(
  field: Field,
  start: number,
  end: number,
  text: string,
  still: () => boolean,
): Promise<Written | 'moved'> {
  const { el } = field;
  const before = field.text;
  const wanted = before.slice(0, start) + text + before.slice(end);
  el.focus({ preventScroll: true });
  field.select(start, end);
  const kind = kindOf(el);
  if (isNative(el)) {
    insertTextIntoField(el, text);
    if (el.value !== wanted && el.value === before) setValue(el, wanted, start + text.length);
    await frame();
    return el.value === wanted ? 'done' : copy(text);
  }
  // Slate and Draft learn of a new selection from an event that is yet to come.
  if (kind === 'slate') await pause(120);
  if (kind === 'draft') await frame();
  if (!still()) return 'moved';
  if (kind === 'draft') paste(el, text);
  else if (kind === 'slate') beforeInput(el, text);
  else insertTextIntoField(el, text);
  await frame();
  return plain(field.text) === plain(wanted) ? 'done' : copy(text);
}
