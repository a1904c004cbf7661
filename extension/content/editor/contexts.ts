// What is known of the texts in a page's boxes beside their words: from the row, the clock, and the
// team's log of the case.
import { contextOf } from '../../check-context';
import type { Context } from '../../engine';
import { ask } from '../link';
import type { Sight } from '../sight/sight';
import type { Known } from '../sight/tracked';
import type { Box, Boxes } from './boxes';

interface Told {
  case: string;
  context: Context;
}

export class Contexts {
  private readonly logs = new WeakMap<Box, Told>();

  /** @param now the server-corrected moment in ms @param changed called when a box's context may be another */
  constructor(
    private readonly sight: Sight,
    private readonly boxes: Boxes,
    private readonly now: () => number,
    private readonly changed: () => void,
    signal: AbortSignal,
  ) {
    const look = (box: Box) => void this.look(box);
    boxes.on({ open: look, focus: look }, signal);
    // Also when the log grew: its cases' rows are then asked about anew.
    sight.onRows((rows) => {
      const touched = boxes.all().filter((box) => {
        const row = this.rowOf(box);
        return row && rows.has(row);
      });
      if (!touched.length) return;
      this.changed();
      for (const box of touched) look(box);
    }, signal);
  }

  /** The context of a box's text, undefined where nothing is known. */
  of(box: Box): Context | undefined {
    const row = this.rowOf(box);
    const told = this.logs.get(box);
    return contextOf({
      // In a chat words reach the buyer at once; an explanation is read whenever somebody looks.
      at: this.sight.site.kind === 'chat' ? this.now() : undefined,
      log: told && told.case === box.tie?.case ? told.context : undefined,
      explains: box.tie?.explains,
      row: row?.seen.clock,
    });
  }

  private rowOf(box: Box): Known | null {
    return box.tie && this.boxes.ties.row(box.tie);
  }

  /** Asks what the log tells of a box's case, if it knows the case. */
  private async look(box: Box): Promise<void> {
    const row = this.rowOf(box);
    if (!row?.seen.known) return;
    const id = row.seen.case;
    const answer = await ask('case', { case: id }).catch(() => null); // without it the words are checked all the same
    if (!answer || box.signal.aborted || box.tie?.case !== id) return;
    this.logs.set(box, { case: id, context: answer.context });
    this.changed();
  }
}
