// Times as they are shown. The engine answers in +08:00, so a moment's own digits are the console's.

/** 2026-12-03T22:45:54+08:00 → 2026-12-03 22:45:54 */
export function moment(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}

/** The console's calendar day of a moment in ms since the epoch. */
export function day(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Seconds as at most two units: 11天3小时, 1小时20分钟, 不到1分钟. */
export function left(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return hours % 24 ? `${days}天${hours % 24}小时` : `${days}天`;
  if (hours > 0) return minutes % 60 ? `${hours}小时${minutes % 60}分钟` : `${hours}小时`;
  return minutes > 0 ? `${minutes}分钟` : '不到1分钟';
}
