// The script picker: "/" at the start of a line, the button on the box, or 话术 in a row's card.
import type { Hit } from '../../engine';
import type { Box } from '../editor/boxes';
import { editorsIn, label, type Tie } from '../editor/tie';
import { ask, Gone, onCommand } from '../link';
import { button } from '../overlay/dom';
import type { Layer } from '../overlay/layer';
import { PickerView } from '../overlay/picker-view';
import type { Page, PageFeature } from '../page';
import { matches } from '../sight/patterns';
import { visible } from '../sight/text';
import type { Known } from '../sight/tracked';
import { walkBlanks } from './blankwalk';
import { savable, saveScript } from './savescript';
import { ScriptUse } from './scriptuse';
import { varsOf } from './scriptvars';

/** What is written on a page of this kind. */
const CHANNELS: Record<string, string> = { chat: '旺旺' };
const CHANNEL = '评价解释';
const LIMIT = 12;
/** Suggestions where nothing is searched for. */
const TOP = 3;
/** "/" at a line's start; a Chinese input method writes 、 for that key. */
const TRIGGER = /^[/／、]([\p{L}\p{N}]{0,20})$/u;
const SENTIMENTS: Record<string, string> = { positive: 'good', neutral: 'neutral', negative: 'bad' };

interface Open {
  box: Box;
  /** Whom it was opened for. */
  tie: Tie | null;
  view: PickerView;
  layer: Layer;
  /** Where the typed trigger starts; -1 if the list came by the button. */
  from: number;
}

class Picker {
  private open: Open | null = null;
  private readonly tabs = new Map<Box, Layer>();
  /** Start of a trigger one closed with Esc; it stays closed while it stands there. */
  private dismissed = -1;
  private turn = 0;

  constructor(
    private readonly page: Page,
    private readonly editing: NonNullable<Page['editing']>,
    private readonly uses: ScriptUse,
    private readonly signal: AbortSignal,
  ) {
    const { boxes } = editing;
    boxes.on(
      {
        open: (box) => this.tab(box),
        focus: (box) => this.tab(box),
        edit: (box) => this.typed(box),
        caret: (box) => this.moved(box),
        blur: (box) => this.open?.box === box && this.open.from >= 0 && this.close(),
        close: (box) => {
          if (this.open?.box === box) this.close();
          this.tabs.delete(box);
        },
      },
      signal,
    );
    page.cover.onChange((covered) => {
      if (covered) this.close();
      for (const box of boxes.all()) covered ? this.tabs.get(box)?.close() : this.tab(box);
    }, signal);
    window.addEventListener('keydown', (e) => this.boxKey(e), { capture: true, signal });
    window.addEventListener('pointerdown', (e) => !page.overlay.owns(e) && this.close(), { capture: true, signal });
    page.scripts = (row) => void this.forRow(row);
    onCommand('scripts', () => this.byKey(), signal);
    signal.addEventListener('abort', () => {
      page.scripts = null;
    });
  }

  /** The button outside the box's upper right corner, or below it where there is no room above. */
  private tab(box: Box): void {
    if (this.tabs.get(box)?.open || this.page.covered) return;
    const tab = button('话术', () => this.toggle(box), 'tab');
    tab.title = '插入话术（也可以在行首按 /）';
    const end = AbortSignal.any([this.signal, box.signal]);
    const at = box.field.el;
    this.tabs.set(box, this.page.overlay.show(tab, { at, placement: 'top-end', gap: 2, clear: true, signal: end }));
  }

  private toggle(box: Box): void {
    if (this.open) {
      this.close();
      return;
    }
    this.show(box, -1).view.input?.focus();
    void this.search('');
  }

  /** The key one gave the command: in the box one writes in, or wrote in last. */
  private byKey(): void {
    const box = this.editing.boxes.current;
    if (box) this.toggle(box);
    else if (document.hasFocus()) this.page.say('先点开一条评价的回复框，再按这个键。');
  }

  private show(box: Box, from: number): Open {
    this.close();
    const view = new PickerView(from < 0, (hit) => void this.pick(hit), from < 0 ? this.saving(box) : null);
    view.input?.addEventListener(
      'input',
      (e) => !(e as InputEvent).isComposing && void this.search(view.input?.value ?? ''),
    );
    view.input?.addEventListener('compositionend', () => void this.search(view.input?.value ?? ''));
    view.el.addEventListener('keydown', (e) => this.key(e));
    const at = from < 0 ? box.field.el : this.caretAt(box);
    const end = AbortSignal.any([this.signal, box.signal]);
    const layer = this.page.overlay.show(view.el, { at, placement: 'bottom-start', signal: end });
    const { ties } = this.editing.boxes;
    this.open = { box, tie: ties.tie(box.field.el), view, layer, from };
    return this.open;
  }

  private saving(box: Box) {
    const what = savable(this.page, box);
    if (!what) return null;
    const act = () => {
      this.close();
      saveScript(this.page, box, what.text, this.signal);
    };
    return { label: what.label, act };
  }

  private caretAt(box: Box) {
    const rect = () =>
      box.field.rects(Math.max(0, box.caret.start - 1), box.caret.start).at(-1) ?? box.field.el.getBoundingClientRect();
    return { getBoundingClientRect: rect, contextElement: box.field.el };
  }

  private close(): void {
    this.turn++;
    this.open?.layer.close();
    this.open = null;
  }

  /** The trigger the caret stands behind, if there is one. */
  private trigger(box: Box): { from: number; query: string } | null {
    const caret = box.field.selection();
    if (!caret || caret.start !== caret.end) return null;
    const from = box.text.lastIndexOf('\n', caret.start - 1) + 1;
    const found = TRIGGER.exec(box.text.slice(from, caret.start));
    return found ? { from, query: found[1] ?? '' } : null;
  }

  private typed(box: Box): void {
    const found = this.trigger(box);
    if (!found) {
      this.dismissed = -1;
      if (this.open?.box === box && this.open.from >= 0) this.close();
      return;
    }
    if (found.from === this.dismissed || this.page.covered) return;
    box.caret = box.field.selection() ?? box.caret;
    if (this.open?.box !== box || this.open.from !== found.from) this.show(box, found.from);
    void this.search(found.query);
  }

  private moved(box: Box): void {
    if (this.open?.box === box && this.open.from >= 0 && this.trigger(box)?.from !== this.open.from) this.close();
  }

  private async search(text: string): Promise<void> {
    const { open, page } = this;
    if (!open) return;
    const turn = ++this.turn;
    const row = page.rowOf(open.box);
    const rating = row?.seen.clock?.rating;
    try {
      const { hits } = await ask('scripts', {
        text,
        channel: CHANNELS[page.site.kind] ?? CHANNEL,
        case: row?.seen.case ?? '',
        review: row?.seen.row.text ?? '',
        platform: page.platformOf(row),
        rating: (rating !== 'unknown' && rating) || SENTIMENTS[row?.seen.row.sentiment ?? ''] || '',
        limit: text ? LIMIT : open.from < 0 ? LIMIT : TOP,
      });
      if (turn === this.turn) open.view.show(hits, text);
    } catch (error) {
      if (turn === this.turn && !(error instanceof Gone))
        open.view.fail(error instanceof Error ? error.message : String(error));
    }
  }

  private boxKey(event: KeyboardEvent): void {
    const { open } = this;
    if (open && open.from >= 0 && event.target === open.box.field.el) this.key(event);
  }

  private key(event: KeyboardEvent): void {
    const { open } = this;
    if (!open || event.isComposing || event.keyCode === 229) return;
    const { view, box } = open;
    if (event.key === 'ArrowDown' || (event.key === 'Tab' && !event.shiftKey)) view.move(1);
    else if (event.key === 'ArrowUp' || event.key === 'Tab') view.move(-1);
    else if (event.key === 'Enter' && view.choose()) {
      // Chosen: the page must not see the key.
    } else if (event.key === 'Escape') {
      this.dismissed = open.from;
      this.close();
      box.field.el.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private async pick(hit: Hit): Promise<void> {
    const { open, page } = this;
    if (!open) return;
    const { box, from, tie } = open;
    this.close();
    try {
      await page.certain(box, tie);
      const row = page.rowOf(box);
      const filled = await ask('fill', { script: hit.script.id, vars: varsOf(page, row) });
      const caret = from >= 0 ? (box.field.selection() ?? box.caret) : box.caret;
      const start = from >= 0 ? from : caret.end;
      if (!(await page.put(box, start, caret.end, filled.text, tie))) return;
      this.uses.inserted(box, hit.script.id, filled.text);
      const blank = filled.blanks[0];
      if (blank) box.field.select(start + blank.start, start + blank.end);
    } catch (error) {
      if (!(error instanceof Gone)) page.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** From a row's card: in the row's box, opened by the page's own button where it is not open yet. */
  private async forRow(row: Known): Promise<void> {
    const { boxes, editor } = this.editing;
    const find = () => boxes.all().find((box) => box.tie?.case === row.seen.case && visible(box.field.el));
    if (!find()) {
      const opener = [...row.el.querySelectorAll<HTMLElement>('button,a,[role="button"]')].find((el) =>
        matches(editor.open, label(el)),
      );
      opener?.click();
      for (let i = 0; opener && i < 20 && !find(); i++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        // An editor in the row need not take focus by itself.
        const [only, more] = editorsIn(row.el, editor);
        if (only && !more) only.focus({ preventScroll: true });
      }
    }
    const box = find();
    if (!box) return this.page.say('这条评价现在没有回复框，可能已经不能回复了。');
    this.toggle(box);
  }
}

function init(page: Page, signal: AbortSignal): void {
  if (!page.editing) return;
  const uses = new ScriptUse(page, page.editing.boxes, signal);
  new Picker(page, page.editing, uses, signal);
  walkBlanks(page.editing.boxes, signal);
}

export default { id: 'scripts', init } satisfies PageFeature;
