const FIRST_MS = 2000;
const LONGEST_MS = 5 * 60_000;

/**
 * Milliseconds to wait after so many faults in a row: doubling, between half and the whole of it
 * at random so that a team's devices do not come back at once, and never less than asked for.
 */
export function delay(failures: number, asked: number, random = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.max(asked, Math.round(full * (0.5 + random() / 2)));
}
