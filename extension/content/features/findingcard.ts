// The card of a finding, shown while the pointer or the caret rests on its words.
import type { Finding } from '../../engine';
import type { CheckMark } from '../../protocol';
import type { Box } from '../editor/boxes';
import { phraseOf } from '../editor/checks';
import { foremost, onWhole } from '../editor/spans';
import { ask, Gone } from '../link';
import { focusable } from '../overlay/dom';
import { findingView } from '../overlay/finding-view';
import type { Layer } from '../overlay/layer';
import type { Underlines } from '../overlay/underlines';
import type { Page } from '../page';
import type { Underlined } from './check';

const HOVER = 150;
const CARET = 350;
const LEAVE = 300;

interface Open {
  box: Box;
  mark: CheckMark;
  layer: Layer;
  by: Way;
  /** It is about the text as a whole, which the caret never leaves. */
  whole: boolean;
}

/** What rested on the words or the card last: the card goes when that moves on. */
type Way = 'pointer' | 'caret';

class FindingCard {
  private open: Open | null = null;
  private timer = 0;
  /** The mark one closed with Esc: it stays closed until its words change. */
  private dismissed = '';
  private turn = 0;
  /** Boxes of whose text as a whole the caret brought a card, since they have focus: once is enough. */
  private readonly told = new WeakSet<Box>();

  constructor(
    private readonly page: Page,
    private readonly lines: Underlines,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => clearTimeout(this.timer));
  }

  /** The pointer or the caret is on a mark, or on none. */
  rest(box: Box, mark: CheckMark | null, delay: number, by: Way): void {
    clearTimeout(this.timer);
    if (this.open && mark && this.isOpen(box, mark)) {
      this.open.by = by;
      return;
    }
    if (mark && this.dismissed === phraseOf(box, mark)) return;
    if (mark && by === 'caret' && onWhole(box.text, mark) && this.told.has(box)) return;
    if (mark) this.timer = window.setTimeout(() => void this.show(box, mark, by), delay);
    else if (this.open?.by === by) this.timer = window.setTimeout(() => this.leave(), LEAVE);
  }

  /** The box has focus, as if for the first time. */
  begin(box: Box): void {
    this.told.delete(box);
  }

  /** A card about the text as a whole must not be in the way of the next key. */
  edited(box: Box): void {
    if (this.open?.box === box && this.open.whole && this.open.by === 'caret') this.close();
    else this.follow(box);
  }

  /** Closes the card if its words are gone, else keeps it beside them. */
  follow(box: Box): void {
    if (this.open?.box !== box) return;
    const { mark } = this.open;
    const still = this.page.editing?.checks.marks(box).some((m) => m.rule === mark.rule && m.start === mark.start);
    if (!still) this.close();
  }

  key(event: KeyboardEvent): void {
    if (event.isComposing || !this.open || event.target !== this.open.box.field.el) return;
    if (event.key === 'Escape') {
      this.dismissed = phraseOf(this.open.box, this.open.mark);
      this.close();
      stop(event);
    } else if (event.key === 'Tab' && !event.shiftKey && !event.defaultPrevented) {
      focusable(this.open.layer.el)[0]?.focus();
      stop(event);
    }
  }

  close(): void {
    clearTimeout(this.timer);
    this.turn++;
    this.open?.layer.close();
    this.open = null;
  }

  private leave(): void {
    const { open } = this;
    if (open && !open.layer.el.matches(':hover') && !open.layer.el.contains(this.page.overlay.focused)) this.close();
  }

  private isOpen(box: Box, mark: CheckMark): boolean {
    return this.open?.box === box && this.open.mark.rule === mark.rule && this.open.mark.start === mark.start;
  }

  private async show(box: Box, mark: CheckMark, by: Way): Promise<void> {
    if (box.composing || box.signal.aborted || this.page.covered) return;
    const turn = ++this.turn;
    const { text } = box;
    let finding: Finding | undefined;
    try {
      const report = await ask('check', this.page.messageOf(box));
      finding = report.findings.find((f) => f.rule === mark.rule && f.start === mark.start && f.end === mark.end);
    } catch (error) {
      if (!(error instanceof Gone)) this.page.say(error instanceof Error ? error.message : String(error));
    }
    if (!finding || turn !== this.turn || box.text !== text || this.signal.aborted) return;
    this.close();
    const view = findingView(finding, this.actions(box, mark, finding));
    view.addEventListener('keydown', (e) => this.cardKey(e));
    view.addEventListener('pointerleave', () => this.rest(box, null, LEAVE, 'pointer'));
    view.addEventListener('pointerenter', () => this.rest(box, mark, LEAVE, 'pointer'));
    const at = { getBoundingClientRect: () => this.lastRect(box, mark), contextElement: box.field.el };
    const end = AbortSignal.any([this.signal, box.signal]);
    const whole = onWhole(text, mark);
    if (whole && by === 'caret') this.told.add(box);
    this.open = { box, mark, by, whole, layer: this.page.overlay.show(view, { at, signal: end }) };
  }

  private lastRect(box: Box, mark: CheckMark): DOMRect {
    const rects = this.lines.rects(box, { ...mark, kind: mark.severity });
    return rects.at(-1) ?? box.field.rects(mark.start, mark.end).at(-1) ?? box.field.el.getBoundingClientRect();
  }

  private actions(box: Box, mark: CheckMark, finding: Finding) {
    const { page } = this;
    const write = (action: string, text?: string) =>
      page.record(box.tie?.case, 'finding', {
        rule: finding.rule,
        label: finding.label,
        action,
        ...(text && { text }),
      });
    const done = () => {
      this.close();
      box.field.el.focus({ preventScroll: true });
    };
    const { replace } = finding;
    return {
      ...(replace &&
        finding.rewrite && {
          replace: async () => {
            done();
            const still = () => box.field.text.slice(finding.start, finding.end) === finding.text;
            if (await page.replace(box, replace.start, replace.end, finding.rewrite, still)) write('fixed');
          },
        }),
      ignoreOnce: () => {
        page.editing?.checks.ignore(box, mark);
        write('ignored');
        done();
      },
      ...(!(finding.severity === 'block' && page.isOff('ignore_block')) && {
        ignoreRule: () => {
          done();
          void this.ignoreRule(box, finding, () => write('ignored'));
        },
      }),
      report: () => {
        write('reported', finding.text);
        page.editing?.checks.ignore(box, mark);
        page.say(box.tie ? '谢谢，已经连同这句话报给主管看。' : '这次先不提示了。没认出是哪条评价，没法上报。');
        done();
      },
    };
  }

  private async ignoreRule(box: Box, finding: Finding, written: () => void): Promise<void> {
    const { page } = this;
    const before = page.start.settings.ignoredRules;
    const set = async (ignoredRules: string[]) => {
      try {
        page.start.settings = await ask('settings', { ignoredRules });
        page.editing?.checks.ask(box);
        return true;
      } catch (error) {
        page.say(error instanceof Error ? error.message : String(error));
        return false;
      }
    };
    if (!(await set([...before, finding.rule]))) return;
    written();
    page.say('本店以后不再提示这一条。', { label: '撤销', act: () => void set(before) });
  }

  private cardKey(event: KeyboardEvent): void {
    const { open } = this;
    if (!open || (event.key !== 'Escape' && event.key !== 'Tab')) return;
    const stops = focusable(open.layer.el);
    const at = stops.indexOf(event.target as HTMLElement) + (event.shiftKey ? -1 : 1);
    event.preventDefault();
    const next = event.key === 'Tab' ? stops[at] : undefined;
    if (next) {
      next.focus();
      return;
    }
    if (event.key === 'Escape') this.dismissed = phraseOf(open.box, open.mark);
    this.close();
    open.box.field.el.focus({ preventScroll: true });
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Shows cards on a page's boxes. */
export function followFindings(page: Page, lines: Underlines, signal: AbortSignal): void {
  const { editing } = page;
  if (!editing) return;
  const { boxes, checks } = editing;
  const card = new FindingCard(page, lines, signal);
  window.addEventListener('keydown', (e) => card.key(e), { capture: true, signal });
  checks.onMarks((box) => card.follow(box), signal);
  page.cover.onChange((covered) => covered && card.close(), signal);

  const hover = (box: Box) => {
    let frame = 0;
    const move = (event: PointerEvent) => {
      if (frame) return;
      const { clientX, clientY } = event;
      frame = requestAnimationFrame(() => {
        frame = 0;
        const span = lines.at(box, clientX, clientY) as Underlined | null;
        card.rest(box, span?.mark ?? null, HOVER, 'pointer');
      });
    };
    const options = { passive: true, signal: AbortSignal.any([signal, box.signal]) };
    box.field.el.addEventListener('pointermove', move, options);
    box.field.el.addEventListener('pointerleave', () => card.rest(box, null, LEAVE, 'pointer'), options);
  };
  const caret = (box: Box) => {
    const { start, end } = box.caret;
    const around = checks.marks(box).filter((m) => start === end && m.start <= start && start <= m.end);
    const mark = foremost(around, ({ severity }) => severity);
    card.rest(box, mark, CARET, 'caret');
  };
  boxes.on(
    {
      open: hover,
      focus: (box) => card.begin(box),
      edit: (box) => card.edited(box),
      caret,
      blur: (box) => card.rest(box, null, LEAVE, 'caret'),
      close: () => card.close(),
    },
    signal,
  );
  checks.onMarks((box) => box === boxes.current && document.activeElement === box.field.el && caret(box), signal);
}
