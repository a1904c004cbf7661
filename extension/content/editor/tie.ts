// Whom a box belongs to: the row it sits in, the row whose reply button opened its dialog, or the
// conversation of a chat.
import type { Explains } from '../../check-context';
import type { Editor, Site } from '../../engine';
import { matches, values } from '../sight/patterns';
import type { Sight } from '../sight/sight';
import { ownText, visible } from '../sight/text';
import type { Known } from '../sight/tracked';
import { conversationOf } from './conversation';

/** What a row showed when its reply button was clicked. */
interface Answered {
  case: string;
  order: string;
  text: string;
  /** Which of the row's comments the clicked label answers; undefined where no click told. */
  explains?: Explains | undefined;
}

/** A row, or a conversation, as it was when it was tied. */
export interface Tie extends Answered {
  /** On a chat, whom one writes to; the case is '' then. */
  conversation: string;
  /** Of the row or the dialog: the box must still be in it. */
  scope: Element;
}

/** How long after a click on a reply button a dialog still counts as its answer. */
const OPENING = 10_000;

function answered(row: Known): Answered {
  return { case: row.seen.case, order: row.seen.row.order, text: row.seen.row.text };
}

export function label(el: Element): string {
  return (el.textContent ?? '').trim();
}

/** The button, link or label an event hit, if its whole text matches. */
export function labelled(event: Event, pattern: string): HTMLElement | null {
  const target = event.composedPath()[0];
  const el = target instanceof Element ? (target.closest<HTMLElement>('button,a,[role="button"]') ?? target) : null;
  return el instanceof HTMLElement && label(el).length <= 24 && matches(pattern, label(el)) ? el : null;
}

/** Editors in sight below an element. */
export function editorsIn(scope: ParentNode, editor: Editor): HTMLElement[] {
  return [...scope.querySelectorAll<HTMLElement>(editor.selector)].filter(
    (el) => visible(el) && !el.parentElement?.closest(editor.selector),
  );
}

export class Ties {
  private clicked: (Answered & { at: number }) | null = null;
  private readonly ties = new WeakMap<HTMLElement, Tie>();

  constructor(
    private readonly sight: Sight,
    private readonly site: Site & { editor: Editor },
    signal: AbortSignal,
  ) {
    window.addEventListener('click', (e) => this.click(e), { capture: true, signal });
  }

  /** The click that may open a box, for as long as it may. */
  get opening(): boolean {
    return this.clicked !== null && performance.now() - this.clicked.at < OPENING;
  }

  /** Ties a box to its row, or answers null: then nothing of a row may go into it. */
  tie(el: HTMLElement): Tie | null {
    const held = this.ties.get(el);
    const { conversation } = this.site.editor;
    if (conversation) {
      const name = conversationOf(conversation);
      const alone = editorsIn(document, this.site.editor).length === 1;
      return this.keep(el, document.body, name && alone ? { case: '', order: '', text: '' } : null, name);
    }
    const inside = this.sight.rowOf(el) ?? this.beside(el);
    if (inside) {
      const known = this.sight.sure(inside);
      const id = inside.seen?.case;
      const { explains } = [this.clicked, held].find((tied) => tied?.case === id) ?? {};
      if (id && id === this.clicked?.case) this.clicked = null;
      return this.keep(el, inside.el, known ? { ...answered(inside), explains } : null);
    }
    const dialog = el.closest(this.site.editor.dialog || 'dialog');
    if (!dialog || editorsIn(dialog, this.site.editor).length !== 1) return null;
    if (this.opening && this.clicked && this.speaksOf(dialog, this.clicked.order)) {
      const { clicked } = this;
      this.clicked = null;
      return this.keep(el, dialog, clicked);
    }
    return held?.scope === dialog ? held : null;
  }

  /** The row as it is now, if it is still the row that was tied; the page may have redrawn it. */
  row(tie: Tie): Known | null {
    const row = this.sight.cases.find(tie.case);
    return row && row.seen.row.order === tie.order && row.seen.row.text === tie.text ? row : null;
  }

  /** Whether what is about to go into a box still belongs there. */
  holds(el: HTMLElement, tie: Tie): boolean {
    if (!el.isConnected || !visible(el) || this.ties.get(el) !== tie || !tie.scope.contains(el)) return false;
    const { conversation } = this.site.editor;
    if (conversation) {
      return conversationOf(conversation) === tie.conversation && editorsIn(document, this.site.editor).length === 1;
    }
    if (tie.scope.matches(this.site.editor.dialog || 'dialog')) {
      if (!this.speaksOf(tie.scope, tie.order) || editorsIn(tie.scope, this.site.editor).length !== 1) return false;
    }
    const row = this.row(tie);
    const inside = this.sight.rowOf(el) ?? this.beside(el);
    return row !== null && this.sight.sure(row) && (!inside || inside === row);
  }

  /** Whether a dialog names no order but this one: the page may have put another row into it. */
  private speaksOf(dialog: Element, order: string): boolean {
    return (this.site.fields.order ?? [])
      .filter((s) => s.kind === 'text' && s.pattern)
      .flatMap((s) => values(s.pattern ?? '', ownText(dialog, this.site.row.untrusted)))
      .every((named) => named === order);
  }

  private keep(el: HTMLElement, scope: Element, row: Answered | null, conversation = ''): Tie | null {
    if (!row) {
      this.ties.delete(el);
      return null;
    }
    const held = this.ties.get(el);
    const same = held && held.case === row.case && held.scope === scope && held.text === row.text;
    if (same && held.explains === row.explains && held.conversation === conversation) return held;
    const tie = { case: row.case, order: row.order, text: row.text, explains: row.explains, scope, conversation };
    this.ties.set(el, tie);
    return tie;
  }

  /** A row of its own below the row, which some tables open for an editor. */
  private beside(el: HTMLElement) {
    for (let at: Element | null = el; at && at !== document.body; at = at.parentElement) {
      const above = at.previousElementSibling;
      const row = above && this.sight.rowOf(above);
      if (row && at.tagName === row.el.tagName && at.parentElement === row.el.parentElement) return row;
    }
    return null;
  }

  private click(event: Event): void {
    if (!this.site.editor.open) return;
    const el = labelled(event, this.site.editor.open);
    const row = el && this.sight.rowOf(el);
    if (!el) return;
    const { append } = this.site.editor;
    const explains = append ? (matches(append, label(el)) ? 'append' : 'review') : undefined;
    this.clicked = row && this.sight.sure(row) ? { ...answered(row), explains, at: performance.now() } : null;
  }
}
