// The reply boxes of a page: noticed as they open, followed as one types, let go as they close.
import type { Editor, Site } from '../../engine';
import type { Sight } from '../sight/sight';
import { visible } from '../sight/text';
import { type Field, fieldOf, isNative } from './field';
import { type Edit, editBetween, type Spanned } from './spans';
import { editorsIn, type Tie, Ties } from './tie';

export interface Box {
  readonly field: Field;
  /** The row it answers, null where that is not certain. */
  tie: Tie | null;
  /** The text as last seen; what features compare with. */
  text: string;
  /** An input method is composing: nothing of ours may touch the box. */
  composing: boolean;
  /** The last caret seen in the box. */
  caret: Spanned;
  /** Aborts when the box is gone. */
  readonly signal: AbortSignal;
}

export interface BoxEvents {
  open?(box: Box): void;
  focus?(box: Box): void;
  blur?(box: Box): void;
  /** The text changed and no input method is composing. */
  edit?(box: Box, edit: Edit): void;
  caret?(box: Box): void;
  /** The page made the box's own nodes anew; the text is what it was. */
  redraw?(box: Box): void;
  close?(box: Box): void;
}

export class Boxes {
  readonly ties: Ties;
  private readonly open = new Map<HTMLElement, { box: Box; end: AbortController }>();
  private readonly listeners = new Set<BoxEvents>();
  /** The box with focus, or the last one that had it and is still there. */
  current: Box | null = null;

  constructor(
    private readonly sight: Sight,
    readonly site: Site & { editor: Editor },
    signal: AbortSignal,
  ) {
    this.ties = new Ties(sight, site, signal);
    document.addEventListener('focusin', (e) => this.focusIn(e), { capture: true, signal });
    document.addEventListener('selectionchange', () => this.moved(), { signal });
    sight.onFrame(() => this.look(), signal);
    signal.addEventListener('abort', () => {
      for (const { end } of this.open.values()) end.abort();
    });
  }

  on(events: BoxEvents, signal: AbortSignal): void {
    this.listeners.add(events);
    signal.addEventListener('abort', () => this.listeners.delete(events));
    for (const { box } of this.open.values()) {
      events.open?.(box);
      if (document.activeElement === box.field.el) events.focus?.(box);
    }
  }

  all(): Box[] {
    return Array.from(this.open.values(), ({ box }) => box);
  }

  /** The box whose button an element is: in the same dialog or the same row. */
  near(el: Element): Box | null {
    if (this.site.editor.conversation) {
      const [only, another] = this.all();
      return only && !another ? only : null;
    }
    const dialog = el.closest(this.site.editor.dialog || 'dialog');
    const row = this.sight.rowOf(el);
    const found = this.all().filter(({ field }) =>
      dialog ? dialog.contains(field.el) : row ? this.sight.rowOf(field.el) === row : false,
    );
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** Takes over what a script or a card wrote, or what the page set without an event. */
  sync(box: Box): void {
    const text = box.field.text;
    const edit = editBetween(box.text, text);
    if (!edit) return;
    box.text = text;
    this.tell('edit', box, edit);
  }

  private tell<E extends keyof BoxEvents>(event: E, box: Box, edit?: Edit): void {
    for (const listener of this.listeners) {
      if (event === 'edit' && edit) listener.edit?.(box, edit);
      else if (event !== 'edit') (listener[event] as ((box: Box) => void) | undefined)?.call(listener, box);
    }
  }

  private isEditor(el: EventTarget | null): el is HTMLElement {
    return el instanceof HTMLElement && el.matches(this.site.editor.selector) && this.belongs(el);
  }

  /** Search fields and the like are no reply boxes: one sits in a row or in the reply dialog. */
  private belongs(el: HTMLElement): boolean {
    if (this.site.editor.conversation) return true;
    return Boolean(el.closest(this.site.editor.dialog || 'dialog') || this.ties.tie(el) || this.sight.rowOf(el));
  }

  private focusIn(event: FocusEvent): void {
    const [target] = event.composedPath();
    if (target instanceof Element) this.focused(target);
  }

  private focused(target: Element): void {
    const el = target.closest<HTMLElement>(this.site.editor.selector);
    if (!el || !this.isEditor(el)) return;
    const box = this.take(el);
    this.current = box;
    this.tell('focus', box);
  }

  /** Looks for boxes that opened without focus, and for those that went away. */
  private look(): void {
    for (const el of this.open.keys()) if (!el.isConnected || !visible(el)) this.drop(el);
    // Someone may be writing already: the page was paused, or we came later than they.
    const { activeElement } = document;
    if (activeElement && !this.open.has(activeElement as HTMLElement)) this.focused(activeElement);
    if (!this.ties.opening) return;
    const dialogs = this.site.editor.dialog ? document.querySelectorAll(this.site.editor.dialog) : [];
    for (const scope of [...dialogs].filter(visible).slice(-1)) {
      const found = editorsIn(scope, this.site.editor);
      if (found.length === 1 && found[0]) this.take(found[0]);
    }
  }

  private take(el: HTMLElement): Box {
    const held = this.open.get(el);
    if (held) {
      held.box.tie = this.ties.tie(el);
      return held.box;
    }
    const end = new AbortController();
    const field = fieldOf(el);
    const text = field.text;
    const caret = { start: text.length, end: text.length };
    const box: Box = { field, tie: this.ties.tie(el), text, composing: false, caret, signal: end.signal };
    this.open.set(el, { box, end });
    this.current ??= box;
    this.follow(box, end.signal);
    this.tell('open', box);
    return box;
  }

  private follow(box: Box, signal: AbortSignal): void {
    const { el } = box.field;
    const listen = (type: string, act: (event: Event) => void) => el.addEventListener(type, act, { signal });
    listen('compositionstart', () => {
      box.composing = true;
    });
    // No plain input event follows the end of a composition.
    listen('compositionend', () => {
      box.composing = false;
      this.sync(box);
    });
    listen('input', (e) => {
      if (!(e as InputEvent).isComposing) this.sync(box);
    });
    // Editors that write their own text, as Slate and Draft do, fire no input event.
    const drawn = new MutationObserver(() => {
      if (box.composing) return;
      if (box.field.text === box.text) this.tell('redraw', box);
      else this.sync(box);
    });
    if (!isNative(el)) drawn.observe(el, { childList: true, characterData: true, subtree: true });
    listen('focusout', () => this.tell('blur', box));
    const gone = new IntersectionObserver(([entry]) => {
      if (entry && !entry.isIntersecting && (!el.isConnected || !visible(el))) this.drop(el);
    });
    gone.observe(el);
    signal.addEventListener('abort', () => {
      gone.disconnect();
      drawn.disconnect();
    });
  }

  private moved(): void {
    const box = this.current;
    if (!box || box.composing || document.activeElement !== box.field.el) return;
    const caret = box.field.selection();
    if (!caret || (caret.start === box.caret.start && caret.end === box.caret.end)) return;
    box.caret = caret;
    this.tell('caret', box);
  }

  private drop(el: HTMLElement): void {
    const held = this.open.get(el);
    if (!held) return;
    this.open.delete(el);
    if (this.current === held.box) this.current = null;
    this.tell('close', held.box);
    held.end.abort();
  }
}
