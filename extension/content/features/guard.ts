// Asks once before a blocked sentence or an unfilled blank goes out. The second click on the page's own
// button goes through: Pingban neither sends nor forbids.
import type { CheckMark } from '../../protocol';
import { type Blank, blanksIn } from '../editor/blanks';
import type { Box } from '../editor/boxes';
import { labelled } from '../editor/tie';
import { ask } from '../link';
import { focusable, goRound } from '../overlay/dom';
import { guardView, type Trouble } from '../overlay/guard-view';
import type { Layer } from '../overlay/layer';
import type { Page, PageFeature } from '../page';
import { CHECKED_CLEAN, CHECKED_MARKED, CHECKING, LABELS } from '../words';

/** A check this long without an answer holds nobody up any more. */
const PATIENCE = 1_500;

interface Stop {
  blocked: CheckMark[];
  blanks: Blank[];
  /** The words at fault: once asked about them, they may pass. */
  key: string;
}

class Guard {
  private readonly asked = new WeakMap<Box, string>();
  private readonly held = new WeakSet<Box>();
  private layer: Layer | null = null;

  constructor(
    private readonly page: Page,
    private readonly editing: NonNullable<Page['editing']>,
    private readonly signal: AbortSignal,
  ) {
    window.addEventListener('click', (e) => this.click(e), { capture: true, signal });
    if (editing.editor.enter) window.addEventListener('keydown', (e) => this.key(e), { capture: true, signal });
    // By the time of the click the answer for the last key is there.
    window.addEventListener('pointerdown', (e) => this.fresh(e), { capture: true, passive: true, signal });
    const edited = (box: Box) => {
      this.held.delete(box);
      this.close();
    };
    editing.boxes.on({ edit: edited, close: () => this.close() }, signal);
    editing.checks.onMarks((box) => this.checked(box), signal);
  }

  private boxOf(event: Event): { el: HTMLElement; box: Box } | null {
    if (this.page.overlay.owns(event)) return null;
    const el = labelled(event, this.editing.editor.submit);
    const box = el && this.editing.boxes.near(el);
    return el && box ? { el, box } : null;
  }

  private fresh(event: Event): void {
    const found = this.boxOf(event);
    if (!found) return;
    this.editing.boxes.sync(found.box);
    if (!this.editing.checks.isFresh(found.box)) this.editing.checks.ask(found.box);
  }

  /** Enter sends on a chat. The picker's own Enter has been taken before this. */
  private key(event: KeyboardEvent): void {
    const sends = event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
    if (!sends || event.defaultPrevented) return;
    const box = this.editing.boxes.all().find(({ field }) => event.composedPath().includes(field.el));
    if (box && !box.composing) this.submit(event, box.field.el, box);
  }

  private click(event: MouseEvent): void {
    const found = this.boxOf(event);
    if (found) this.submit(event, found.el, found.box);
  }

  private submit(event: Event, el: HTMLElement, box: Box): void {
    const { boxes, checks } = this.editing;
    boxes.sync(box);
    const late = !checks.isFresh(box) && checks.pendingFor > 0 && checks.pendingFor < PATIENCE;
    if (late && !this.held.has(box)) {
      this.held.add(box);
      hold(event);
      this.page.say(CHECKING);
      return;
    }
    this.held.delete(box);
    const stop = this.stopOf(box);
    if (!stop) return;
    if (this.asked.get(box) === stop.key) {
      this.close();
      for (const mark of stop.blocked) {
        const { rule, label } = mark;
        const text = box.text.slice(mark.start, mark.end);
        this.page.record(box.tie?.case, 'finding', { rule, label, action: 'sent', text });
      }
      return;
    }
    this.asked.set(box, stop.key);
    hold(event);
    void this.show(el, box, stop);
  }

  /** The check a click was held for has come back: the next click is the agent's, never ours. */
  private checked(box: Box): void {
    if (!this.held.has(box) || !this.editing.checks.isFresh(box)) return;
    this.held.delete(box);
    this.page.say(this.stopOf(box) ? CHECKED_MARKED : CHECKED_CLEAN);
  }

  private stopOf(box: Box): Stop | null {
    const blocked = this.editing.checks.marks(box).filter((m) => m.severity === 'block');
    const blanks = blanksIn(box.text);
    if (!blocked.length && !blanks.length) return null;
    const words = [...blocked.map((m) => m.rule + box.text.slice(m.start, m.end)), ...blanks.map((b) => b.name)];
    return { blocked, blanks, key: words.join('\n') };
  }

  private async show(el: HTMLElement, box: Box, stop: Stop): Promise<void> {
    const { text } = box;
    const findings = await ask('check', this.page.messageOf(box)).then(
      (r) => r.findings,
      () => [],
    );
    if (this.signal.aborted || box.text !== text || !el.isConnected) return;
    const why = (m: CheckMark) => findings.find((f) => f.rule === m.rule && f.start === m.start)?.message ?? '';
    const troubles: Trouble[] = [
      ...stop.blocked.map((m) => ({
        chip: LABELS[m.label] ?? '不能发',
        kind: 'block',
        words: text.slice(m.start, m.end),
        why: why(m),
      })),
      ...(stop.blanks.length
        ? [
            {
              chip: '没填完',
              kind: 'warn',
              words: stop.blanks.map((b) => b.name).join('、'),
              why: '话术里还有空没填，买家会看到括号。',
            },
          ]
        : []),
    ];
    this.close();
    const first = stop.blocked[0] ?? stop.blanks[0];
    const back = () => {
      this.close();
      box.field.el.focus({ preventScroll: true });
      if (first) box.field.select(first.start, first.end);
    };
    const leave = () => {
      this.close();
      el.focus({ preventScroll: true });
    };
    const view = guardView(troubles, back, leave);
    const end = AbortSignal.any([this.signal, box.signal]);
    this.layer = this.page.overlay.show(view, { at: el, placement: 'top-start', signal: end });
    view.addEventListener('keydown', (e) => {
      if (e.key === 'Tab') goRound(view, e);
      if (e.key !== 'Escape') return;
      leave();
      e.preventDefault();
    });
    focusable(view)[0]?.focus({ preventScroll: true });
  }

  private close(): void {
    this.layer?.close();
    this.layer = null;
  }
}

function hold(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function init(page: Page, signal: AbortSignal): void {
  if (page.editing) new Guard(page, page.editing, signal);
}

export default { id: 'guard', init } satisfies PageFeature;
