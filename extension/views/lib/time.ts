const EXACT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const SHORT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** 2026/11/22 20:10:05, Asia/Shanghai; '' for no time. */
export function exact(rfc3339: string): string {
  return rfc3339 ? EXACT.format(new Date(rfc3339)) : '';
}

/** 11/22 20:10, Asia/Shanghai. */
export function short(rfc3339: string): string {
  return rfc3339 ? SHORT.format(new Date(rfc3339)) : '';
}

/** 20:10, Asia/Shanghai. */
export function clock(rfc3339: string): string {
  return rfc3339 ? CLOCK.format(new Date(rfc3339)) : '';
}

/** RFC 3339 of milliseconds, China Standard Time, as everything else here is written. */
export function rfc3339(ms: number): string {
  return `${new Date(ms + 8 * 3600 * 1000).toISOString().slice(0, 19)}+08:00`;
}

/** What a datetime-local input shows for a time, its clock being China's. '' for no time. */
export function toLocal(at: string): string {
  return at === '' || Number.isNaN(Date.parse(at)) ? '' : rfc3339(Date.parse(at)).slice(0, 16);
}

/** RFC 3339 of what a datetime-local input holds, read as China Standard Time. */
export function fromLocal(value: string): string {
  return value === '' ? '' : `${value.slice(0, 16)}:00+08:00`;
}

/** How long ago a time was: [3, 'minutes'], [5, 'hours'] or [2, 'days'], whole and rounded down. */
export function ago(at: string, now: number): [number, 'minutes' | 'hours' | 'days'] {
  const minutes = Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));
  if (minutes < 60) return [minutes, 'minutes'];
  return minutes < 48 * 60 ? [Math.floor(minutes / 60), 'hours'] : [Math.floor(minutes / 1440), 'days'];
}
