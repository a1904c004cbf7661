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
  signal.addEventListener('abort', () => {
    for (const timer of timers.values()) clearTimeout(timer);
  });
  return (box) => {
    clearTimeout(timers.get(box));
    const settle = () => {
      for (const mark of page.editing?.checks.marks(box) ?? []) {
        const key = `${box.tie?.case} ${mark.rule}`;
        if (!box.tie || shown.has(key)) continue;
        shown.add(key);
        page.record(box.tie.case, 'finding', { rule: mark.rule, label: mark.label, action: 'shown' });
      }
    };
    timers.set(box, window.setTimeout(settle, SETTLED));
  };
}

function init(page: Page, signal: AbortSignal): void {
  const { editing } = page;
  if (!editing) return;
  const { boxes, checks } = editing;
  const lines = new Underlines(page.overlay, signal);
  const remember = rememberShown(page, signal);
  const told = new WeakSet<Box>();
  const paint = (box: Box) => {
    lines.paint(box, spansOf(page, box));
    remember(box);
    const from = checks.uncheckedFrom(box);
    if (from >= 0 && !told.has(box)) {
      told.add(box);
      page.say(`这段话太长,只检查了前 ${from} 个字。`);
    }
  };
  checks.onMarks(paint, signal);
  boxes.on({ open: paint, edit: paint }, signal);
  followFindings(page, lines, signal);
}

export default { id: 'check', init } satisfies PageFeature;
