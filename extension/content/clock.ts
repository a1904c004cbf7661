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

/** How the units of a span of time are written; `none` stands for less than a minute. */
export interface Units {
  day: string;
  hour: string;
  minute: string;
  none: string;
}

const CHINESE: Units = { day: '天', hour: '小时', minute: '分钟', none: '不到1分钟' };

/** Seconds as at most two units: 11天3小时, 1小时20分钟, 不到1分钟. */
export function left(seconds: number, { day, hour, minute, none }: Units = CHINESE): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return hours % 24 ? `${days}${day}${hours % 24}${hour}` : `${days}${day}`;
  if (hours > 0) return minutes % 60 ? `${hours}${hour}${minutes % 60}${minute}` : `${hours}${hour}`;
  return minutes > 0 ? `${minutes}${minute}` : none;
}
