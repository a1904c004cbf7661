// Times as they are shown. The engine answers in +08:00, so a moment's own digits are the console's.

/** 2026-12-03T22:45:54+08:00 → 2026-12-03 22:45:54 */
export function moment(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}

/** The console's calendar day of a moment in ms since the epoch. */
export function day(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** States of a window whose time still runs. */
export const LIVE: ReadonlySet<string> = new Set(['open', 'soon', 'urgent']);
