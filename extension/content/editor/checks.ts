// What is being typed, checked by the engine in the worker: over one port, one question in flight,
// the latest text next. Marks of an answer are moved along if the text went on meanwhile.
import { CHECK_PORT, type CheckAnswer, type CheckAsk, type CheckMark } from '../../protocol';
import { alive } from '../link';
import type { Box, Boxes } from './boxes';
import { editBetween, onWhole, remap } from './spans';

/** The worker sleeps after 30 s of silence; while a reply box has focus it is kept up. */
const KEEP_ALIVE = 20_000;
/** An answer takes 5 ms, a cold worker 100: after this the question counts as lost. */
const LOST = 3_000;

type Message = Omit<CheckAsk, 'seq'>;

interface Asked {
  seq: number;
  box: Box;
  text: string;
  message: Message;
  at: number;
}

interface State {
  marks: CheckMark[];
  /** The text the marks are the engine's full answer for, and all that was asked about it. */
  text: string | null;
  message: Message;
  /** How much of it was checked. */
  checked: number;
}

export class Checks {
  private readonly states = new WeakMap<Box, State>();
  private readonly ignored = new Set<string>();
  private readonly listeners = new Set<(box: Box) => void>();
  private readonly waiting = new Set<Box>();
  private port: chrome.runtime.Port | null = null;
  private asked: Asked | null = null;
  private seq = 0;
  private lostTimer = 0;
  private losses = 0;

  constructor(
    private readonly boxes: Boxes,
    private readonly messageOf: (box: Box) => Message,
    private readonly signal: AbortSignal,
  ) {
    boxes.on(
      {
        open: (box) => box.text && this.ask(box),
        focus: () => this.connect(),
        edit: (box, edit) => {
          const state = this.states.get(box);
          if (state?.marks.length) this.states.set(box, { ...state, marks: remap(state.marks, edit) });
          this.ask(box);
        },
        close: (box) => this.waiting.delete(box),
      },
      signal,
    );
    const timer = setInterval(() => {
      const { current } = boxes;
      if (current && document.activeElement === current.field.el) this.post({});
    }, KEEP_ALIVE);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      clearTimeout(this.lostTimer);
      this.hangUp();
    });
  }

  /** Called with the engine's answers. Marks also move with every edit, which the boxes tell of. */
  onMarks(listener: (box: Box) => void, signal: AbortSignal): void {
    this.listeners.add(listener);
    signal.addEventListener('abort', () => this.listeners.delete(listener));
  }

  marks(box: Box): CheckMark[] {
    return (this.states.get(box)?.marks ?? []).filter((m) => !this.ignored.has(phraseOf(box, m)));
  }

  /** Whether the marks are the answer for the text as it is, and as what is known of it is. */
  isFresh(box: Box): boolean {
    const state = this.states.get(box);
    if (!state) return box.text === '';
    return state.text === box.text && JSON.stringify(state.message) === JSON.stringify(this.messageOf(box));
  }

  /** How long the oldest unanswered question has waited, in ms; 0 if none does. */
  get pendingFor(): number {
    return this.asked ? performance.now() - this.asked.at : 0;
  }

  /** Characters from which on the text was not checked, -1 if all was. */
  uncheckedFrom(box: Box): number {
    const state = this.states.get(box);
    return state?.text && state.checked < state.text.length ? state.checked : -1;
  }

  /** 忽略这次: this rule on these words, while this page is open. */
  ignore(box: Box, mark: CheckMark): void {
    this.ignored.add(phraseOf(box, mark));
    this.tell(box);
  }

  /** Asks about a box's text, after what is being asked now. */
  ask(box: Box): void {
    this.waiting.delete(box);
    this.waiting.add(box);
    this.next();
  }

  /** Asks about those boxes of whose text more, or less, is known than when they were checked. */
  keepUp(): void {
    for (const box of this.boxes.all()) if (!this.isFresh(box)) this.ask(box);
  }

  /** Asks about every open box again: the rules, or those this shop ignores, are others now. */
  again(): void {
    for (const box of this.boxes.all()) this.ask(box);
  }

  /** Opens the port so that the worker and its engine are awake before the first key. */
  private connect(): void {
    if (this.port || this.signal.aborted || !alive()) return;
    try {
      const port = chrome.runtime.connect({ name: CHECK_PORT });
      port.onMessage.addListener((answer: CheckAnswer) => this.answer(answer));
      port.onDisconnect.addListener(() => {
        void chrome.runtime?.lastError;
        if (this.port === port) this.lost();
      });
      this.port = port;
    } catch {
      this.port = null;
    }
  }

  private post(message: CheckAsk | Record<string, never>): void {
    this.connect();
    try {
      this.port?.postMessage(message);
    } catch {
      this.port = null;
    }
  }

  private next(): void {
    if (this.asked || this.signal.aborted) return;
    const box = [...this.waiting].at(-1);
    if (!box) return;
    this.waiting.delete(box);
    const message = this.messageOf(box);
    const asked = { seq: ++this.seq, box, text: box.text, message, at: performance.now() };
    this.asked = asked;
    this.watch(LOST);
    this.post({ seq: asked.seq, ...message });
  }

  private answer(answer: CheckAnswer): void {
    const asked = this.asked;
    if (!asked || answer.seq !== asked.seq) return;
    this.asked = null;
    this.losses = 0;
    const { box, text, message } = asked;
    if (!box.signal.aborted && !answer.error) {
      const marks = remap(answer.marks, editBetween(text, box.text));
      this.set(box, { marks, text, message, checked: answer.checked });
    }
    this.next();
  }

  /** One timer for all questions: setting one for each key costs more than the key. */
  private watch(wait: number): void {
    this.lostTimer ||= window.setTimeout(() => {
      this.lostTimer = 0;
      if (!this.asked) return;
      const rest = this.asked.at + LOST - performance.now();
      if (rest > 0) this.watch(rest);
      else this.lost();
    }, wait);
  }

  /** The worker went away: ask the next one, but not for ever if nobody answers. */
  private lost(): void {
    const asked = this.asked;
    this.asked = null;
    this.hangUp();
    if (asked && this.losses++ < 2 && alive()) this.ask(asked.box);
  }

  private hangUp(): void {
    const { port } = this;
    this.port = null;
    try {
      port?.disconnect();
    } catch {
      // It went first.
    }
  }

  private set(box: Box, state: State): void {
    this.states.set(box, state);
    this.tell(box);
  }

  private tell(box: Box): void {
    for (const listener of this.listeners) listener(box);
  }
}

/** What a mark speaks of: these words, or this text for whoever it is written, whatever it goes on to say. */
export function phraseOf({ text, tie }: Box, m: CheckMark): string {
  return `${m.rule}\n${onWhole(text, m) ? `${tie?.case} ${tie?.conversation}` : text.slice(m.start, m.end)}`;
}
