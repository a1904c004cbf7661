import { getMeta, putMeta } from './store/meta';

const CST_MS = 8 * 3600 * 1000;
/** A Date header tells whole seconds, so less than this is no skew. */
const NOTICEABLE_MS = 2000;

let known: number | undefined;

/** Milliseconds to add to this computer's clock to get the server's; 0 where none is known. */
export async function skew(): Promise<number> {
  known ??= (await getMeta('skew')) ?? 0;
  return known;
}

/** Milliseconds of the server's clock. */
export async function nowMs(): Promise<number> {
  return Date.now() + (await skew());
}

/** RFC 3339 of the server's clock, China Standard Time, whole seconds. */
export async function now(): Promise<string> {
  return rfc3339(await nowMs());
}

/** RFC 3339 in China Standard Time, whole seconds. */
export function rfc3339(ms: number): string {
  return `${new Date(ms + CST_MS).toISOString().slice(0, 19)}+08:00`;
}

/**
 * Learns the skew from an answer's Date header and the moments it was asked and answered (this
 * computer's milliseconds). A header that cannot be read, or a slow answer, teaches nothing.
 */
export async function learnSkew(header: string | null, asked: number, answered: number): Promise<boolean> {
  const server = Date.parse(header ?? '');
  if (Number.isNaN(server) || answered - asked > 5000) return false;
  // The header is cut to the second: on average half a second of it is missing.
  const found = Math.round(server + 500 - (asked + answered) / 2);
  const next = Math.abs(found) < NOTICEABLE_MS ? 0 : found;
  if (Math.abs(next - (await skew())) < NOTICEABLE_MS && (next === 0) === (known === 0)) return false;
  known = next;
  await putMeta('skew', next);
  return true;
}

/** Forgets the skew with the team whose server told it. */
export function forgetSkew(): void {
  known = 0;
}
