// The card of a badge: on hover, on focus, and with its buttons one key away.
import { ulid } from '../../ulid';
import { ask, Gone, tell } from '../link';
import { focusable } from '../overlay/dom';
import type { Layer } from '../overlay/layer';
import { rowView } from '../overlay/row-view';
import type { Page } from '../page';
import { type Known, type Tracked, windowsOf } from '../sight/tracked';
import { refresh } from './ticking';

const HOVER = 180;
const LEAVE = 250;

export class RowCards {
  private open: { host: HTMLElement; row: Known; layer: Layer; print: string } | null = null;
  private timer = 0;

  constructor(
    private readonly page: Page,
    private readonly signal: AbortSignal,
  ) {
    page.sight.onRows((changed) => {
      if (this.open && changed.has(this.open.row)) this.redraw();
    }, signal);
    page.cover.onChange((covered) => covered && this.close(), signal);
    signal.addEventListener('abort', () => this.close());
  }

  serve(host: HTMLElement, row: Known): void {
    const on = (type: string, act: (event: Event) => void) => host.addEventListener(type, act, { signal: this.signal });
    on('pointerenter', () => this.later(() => void this.show(host, row), HOVER));
    on('pointerleave', () => this.later(() => this.closeIfLeft(), LEAVE));
    on('focus', () => host.matches(':focus-visible') && void this.show(host, row));
    on('blur', () => this.later(() => this.closeIfLeft(), LEAVE));
    on('click', (e) => {
      e.stopPropagation();
      void this.show(host, row);
    });
    on('keydown', (e) => void this.key(e as KeyboardEvent, host, row));
  }

  /** A badge goes away, and its card with it. */
  leave(host: HTMLElement): void {
    if (this.open?.host === host) this.close();
  }

  private later(act: () => void, ms: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(act, ms);
  }

  private close(): void {
    clearTimeout(this.timer);
    this.open?.layer.close();
    this.open = null;
  }

  private closeIfLeft(): void {
    const { open } = this;
    if (!open) return;
    const held = open.layer.el.matches(':hover') || open.layer.el.contains(this.page.overlay.focused);
    if (!held && !open.host.matches(':hover') && document.activeElement !== open.host) this.close();
  }

  private async show(host: HTMLElement, row: Known): Promise<void> {
    clearTimeout(this.timer);
    if (this.open?.host === host || this.page.covered || !this.page.sight.cases.isKnown(row)) return;
    this.close();
    const view = this.draw(row);
    const layer = this.page.overlay.show(view, { at: host, signal: this.signal });
    this.open = { host, row, layer, print: JSON.stringify(row.seen) };
    layer.el.addEventListener('pointerenter', () => clearTimeout(this.timer));
    layer.el.addEventListener('pointerleave', () => this.later(() => this.closeIfLeft(), LEAVE));
    layer.el.addEventListener('keydown', (e) => this.cardKey(e));
    // What it says of the time left is as old as the last tick.
    await refresh(this.page, [row]);
  }

  /** Whether it is a row's card that stands open. */
  isOpen(row: Tracked): boolean {
    return this.open?.row === row;
  }

  private redraw(): void {
    const { open } = this;
    if (!open) return;
    if (!this.page.sight.cases.isKnown(open.row)) {
      this.close();
      return;
    }
    const print = JSON.stringify(open.row.seen);
    if (print === open.print) return;
    open.print = print;
    const at = focusable(open.layer.el).indexOf(this.page.overlay.focused as HTMLElement);
    open.layer.el.replaceChildren(this.draw(open.row));
    if (at >= 0) focusable(open.layer.el)[at]?.focus();
  }

  private draw(row: Known): HTMLElement {
    const { page } = this;
    const { product, buyer } = row.seen.row;
    const rating = row.seen.clock?.rating ?? '';
    return rowView(
      { product, buyer, windows: windowsOf(row), rating: rating === 'unknown' ? '' : rating },
      {
        ...(page.scripts && { scripts: () => this.act(() => page.scripts?.(row)) }),
        ...(!page.isOff('notes') && {
          note: () => {
            // Chrome opens the panel only within the click itself.
            tell('panel.open', { case: row.seen.case });
            this.back();
          },
          rate: (value: string) => void this.rate(row, value),
        }),
      },
    );
  }

  private act(what: () => void): void {
    this.back();
    what();
  }

  /** Closes the card; the focus that was in it is its badge's again. */
  private back(): void {
    const { open } = this;
    if (open?.layer.el.contains(this.page.overlay.focused)) open.host.focus({ preventScroll: true });
    this.close();
  }

  private async rate(row: Known, value: string): Promise<void> {
    try {
      const { state } = await ask('case', { case: row.seen.case });
      const base = state?.fields.rating?.head;
      await ask('record', {
        id: ulid(this.page.now),
        case: row.seen.case,
        kind: 'field',
        ...(base && { base }),
        body: { name: 'rating', value: value || 'unknown' },
      });
      this.page.sight.again([row]);
    } catch (error) {
      if (!(error instanceof Gone)) this.page.say(error instanceof Error ? error.message : String(error));
    }
  }

  private async key(event: KeyboardEvent, host: HTMLElement, row: Known): Promise<void> {
    if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      this.close();
    }
    if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    await this.show(host, row);
    const stops = this.open ? focusable(this.open.layer.el) : [];
    (stops.find((stop) => stop instanceof HTMLButtonElement) ?? stops[0])?.focus();
  }

  private cardKey(event: KeyboardEvent): void {
    const { open } = this;
    if (!open || (event.key !== 'Escape' && event.key !== 'Tab')) return;
    event.preventDefault();
    const stops = focusable(open.layer.el);
    const next = stops[stops.indexOf(event.target as HTMLElement) + (event.shiftKey ? -1 : 1)];
    if (event.key === 'Tab' && next) {
      next.focus();
      return;
    }
    this.back();
  }
}
