// What is known of a text beside its words, for the rules that no words alone can break.
import type { Context, Input } from './engine';

/** Of the two comments a buyer may leave, the one a text explains. */
export type Explains = 'review' | 'append';

/** Where and about what a text is written; what is not known for certain is left out. */
export interface Circumstances {
  /** The server-corrected moment in ms, where the words reach the buyer at once. */
  at?: number | undefined;
  /** What the team's log tells of the case (CaseAnswer.context). */
  log?: Context | undefined;
  /** Which comment the text explains, and what its row told. */
  explains?: Explains | undefined;
  row?: Pick<Input, 'explained' | 'explained_append'> | undefined;
}

/** The hour of a moment (ms since the epoch), 0 to 23, China Standard Time. */
export function hourOf(ms: number): number {
  return Math.floor(ms / 3_600_000 + 8) % 24;
}

/** The context of a check, undefined where nothing is known: then no such rule can hold. */
export function contextOf({ at, log, explains, row }: Circumstances): Context | undefined {
  const context: Context = { ...log };
  if (at !== undefined) context.hour = hourOf(at);
  if (explains === 'review' && row?.explained) context.explained = true;
  if (explains === 'append' && row?.explained_append) context.explained_append = true;
  return Object.keys(context).length > 0 ? context : undefined;
}
