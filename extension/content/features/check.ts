// Wavy lines under what breaks a rule, while one types, and a tint on blanks still to be filled.
import type { CheckMark } from '../../protocol';
import { blanksIn } from '../editor/blanks';
import type { Box } from '../editor/boxes';
import type { Painted } from '../overlay/mirror';
import { Underlines } from '../overlay/underlines';
import type { Page, PageFeature } from '../page';
import { followFindings } from './findingcard';

export interface Underlined extends Painted {
  /** Absent on a blank. */
  mark?: CheckMark;
}

/** How long a finding must stay before it counts as shown: half a word is not one. */
const SETTLED = 1_200;

function spansOf(page: Page, box: Box): Underlined[] {
  const marks = page.editing?.checks.marks(box) ?? [];
  return [
    ...marks.map((mark) => ({ start: mark.start, end: mark.end, kind: mark.severity as string, mark })),
    ...blanksIn(box.text).map(({ start, end }) => ({ start, end, kind: 'blank' })),
  ];
}

/** Writes down once per case and rule that a warning was seen. */
function rememberShown(page: Page, signal: AbortSignal): (box: Box) => void {
  const shown = new Set<string>();
  const timers = new Map<Box, number>();
  const touched = new WeakMap<Box, number>();
  signal.addEventListener('abort', () => {
    for (const timer of timers.values()) clearTimeout(timer);
  });
  const settle = (box: Box) => {
    timers.delete(box);
    const rest = (touched.get(box) ?? 0) + SETTLED - performance.now();
    if (rest > 0) {
      wait(box, rest);
      return;
    }
    for (const mark of page.editing?.checks.marks(box) ?? []) {
      const key = `${box.tie?.case} ${mark.rule}`;
      if (!box.tie?.case || shown.has(key)) continue;
      shown.add(key);
      page.record(box.tie.case, 'finding', { rule: mark.rule, label: mark.label, action: 'shown' });
    }
  };
  const wait = (box: Box, ms: number) =>
    timers.set(
      box,
      window.setTimeout(() => settle(box), ms),
    );
  return (box) => {
    touched.set(box, performance.now());
    if (!timers.has(box) && page.editing?.checks.marks(box).length) wait(box, SETTLED);
  };
}

function init(page: Page, signal: AbortSignal): void {
  const { editing } = page;
  if (!editing) return;
  const { boxes, checks } = editing;
  const lines = new Underlines(page.overlay, signal);
  const remember = rememberShown(page, signal);
  const told = new WeakSet<Box>();
  const late = new Set<Box>();
  let frame = 0;
  const paint = (box: Box) => {
    late.delete(box);
    lines.paint(box, spansOf(page, box));
    remember(box);
    const from = checks.uncheckedFrom(box);
    if (from >= 0 && !told.has(box)) {
      told.add(box);
      page.say(`这段话太长，只检查了前 ${from} 个字。`);
    }
  };
  // Most edits are followed by an answer before the next frame: then one painting serves both.
  const later = (box: Box) => {
    late.add(box);
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      for (const edited of late) if (!edited.signal.aborted) paint(edited);
      late.clear();
    });
  };
  signal.addEventListener('abort', () => cancelAnimationFrame(frame));
  checks.onMarks(paint, signal);
  boxes.on({ open: paint, edit: later, redraw: later }, signal);
  followFindings(page, lines, signal);
}

export default { id: 'check', init } satisfies PageFeature;
