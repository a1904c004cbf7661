// What the features of one page share.
import type { Badge, Editor, Message, Site } from '../engine';
import type { Ask, Feature, Start } from '../protocol';
import { ulid } from '../ulid';
import { type Box, Boxes } from './editor/boxes';
import { Checks } from './editor/checks';
import { Contexts } from './editor/contexts';
import { copy, write } from './editor/insert';
import { limitOf } from './editor/limit';
import type { Tie } from './editor/tie';
import { tell } from './link';
import { Overlay } from './overlay/layer';
import { toast, type Undo } from './overlay/toast';
import { Cover } from './sight/covers';
import { Sight } from './sight/sight';
import type { Known } from './sight/tracked';
import { COMPOSING, COPIED, MOVED, MOVED_CHAT, NOT_COPIED, NOT_PUT, UNSURE, UNSURE_CHAT } from './words';

export interface Editing {
  boxes: Boxes;
  checks: Checks;
  contexts: Contexts;
  editor: Editor;
}

export class Page {
  readonly sight: Sight;
  readonly overlay: Overlay;
  readonly cover: Cover;
  /** Null on pages where nothing is written. */
  readonly editing: Editing | null;
  /** Opens the script picker for a row, while that feature is on. */
  scripts: ((row: Known) => void) | null = null;

  constructor(
    readonly site: Site,
    public start: Start,
    readonly signal: AbortSignal,
  ) {
    this.overlay = new Overlay(signal);
    this.sight = new Sight(site, () => this.start.settings.platform, signal);
    this.cover = new Cover(site, this.sight, signal);
    this.editing = site.editor ? this.edit(site.editor) : null;
  }

  isOff(feature: Feature): boolean {
    return this.start.off.some((o) => o.feature === feature) || this.start.settings.off.includes(feature);
  }

  /** The worker's now, in ms. */
  get now(): number {
    return Date.now() + this.start.skew;
  }

  /** Whether a layer of the page's own is in the way of ours. */
  get covered(): boolean {
    return this.cover.look();
  }

  say(text: string, undo?: Undo, seconds?: number): void {
    toast(this.overlay, text, this.signal, undo, seconds);
  }

  platformOf(row: Known | null): string {
    return this.start.settings.platform || row?.seen.clock?.platform || row?.seen.row.platform || '';
  }

  rowOf(box: Box): Known | null {
    return box.tie && (this.editing?.boxes.ties.row(box.tie) ?? null);
  }

  /** Writes down what an agent did about a case; without a case there is nothing to write to. */
  record(of: string | undefined, kind: Ask<'record'>['kind'], body: unknown): void {
    if (of) tell('record', { id: ulid(this.now), case: of, kind, body });
  }

  /**
   * Replaces [start, end) in a box, if it is still the box of the row or conversation it was asked for
   * (`tie`, as it was when one asked) and nobody is composing. Whatever is in doubt goes to the
   * clipboard, and what went wrong is said.
   */
  async put(box: Box, start: number, end: number, text: string, tie: Tie | null): Promise<boolean> {
    if (box.composing) return this.sorry(COMPOSING);
    if (!tie) return this.aside(text, this.site.kind === 'chat' ? UNSURE_CHAT : UNSURE);
    const asked = box.field.text;
    await this.certain(box, tie);
    return this.replace(box, start, end, text, () => this.belongs(box, tie) && box.field.text === asked);
  }

  /** A box may be in doubt only while its row, just drawn anew by the page, is being read: waits for that. */
  async certain(box: Box, tie: Tie | null): Promise<void> {
    if (tie && !this.belongs(box, tie)) await this.sight.settled();
  }

  /** Whether a box is what it was when something was asked for it. */
  private belongs(box: Box, tie: Tie): boolean {
    return !box.signal.aborted && this.editing?.boxes.ties.holds(box.field.el, tie) === true;
  }

  /** Copies what was meant for a box that is no longer certain. */
  private async aside(text: string, why: string): Promise<false> {
    return this.sorry((await copy(text)) === 'copied' ? why : NOT_COPIED);
  }

  /** As put, for words of the agent's own that stand in this very box; `still` says whether they do. */
  async replace(box: Box, start: number, end: number, text: string, still: () => boolean): Promise<boolean> {
    const { editing } = this;
    if (!editing) return false;
    if (box.composing) return this.sorry(COMPOSING);
    const moved = this.site.kind === 'chat' ? MOVED_CHAT : MOVED;
    if (box.signal.aborted || !still()) return this.aside(text, moved);
    editing.boxes.sync(box);
    const length = box.text.length - (end - start) + text.length;
    const max = limitOf(box.field, editing.editor.max);
    if (max > 0 && length > max) {
      return this.sorry(`放进去会有 ${length} 字，这里最多收 ${max} 字。先删掉 ${length - max} 字再放。`);
    }
    const written = await write(box.field, start, end, text, still);
    editing.boxes.sync(box);
    if (written === 'moved') return this.aside(text, moved);
    if (written === 'copied') return this.sorry(COPIED);
    return written === 'done' || this.sorry(NOT_PUT);
  }

  private sorry(text: string): false {
    this.say(text);
    return false;
  }

  /** A box's text as the rules are to judge it. */
  messageOf(box: Box): Message & { platform: string } {
    const context = this.editing?.contexts.of(box);
    return { text: box.text, platform: this.platformOf(this.rowOf(box)), ...(context && { context }) };
  }

  private edit(editor: Editor): Editing {
    const { sight, signal } = this;
    const boxes = new Boxes(sight, { ...this.site, editor }, signal);
    const checks = new Checks(boxes, (box) => this.messageOf(box), signal);
    const keepUp = () => checks.keepUp();
    const contexts = new Contexts(sight, boxes, () => this.now, keepUp, signal);
    return { boxes, checks, contexts, editor };
  }
}

/** One visible thing. It leaves nothing behind once its signal aborts. */
export interface PageFeature {
  /** What turns it off; null is always on. */
  id: Feature | null;
  init(page: Page, signal: AbortSignal): void;
}

/** 12月3日 22:45, for a sentence to a buyer. */
export function deadlineWords(badge: Badge | null | undefined): string {
  const m = /^\d{4}-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(badge?.closes ?? '');
  return m ? `${Number(m[1])}月${Number(m[2])}日 ${m[3]}` : '';
}
