// How the practice went, kept in this browser only.

const KEY = 'practice';

export interface Score {
  asked: number;
  right: number;
  /** Label → how often it was misjudged. */
  missed: Record<string, number>;
}

export function readScore(): Score {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '') as Partial<Score>;
    if (typeof kept.asked === 'number' && typeof kept.right === 'number' && kept.missed) return kept as Score;
  } catch {
    // Never practised, or unreadable.
  }
  return { asked: 0, right: 0, missed: {} };
}

export function writeScore(score: Score): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(score));
  } catch {
    // Storage is full: the score of this page goes on counting.
  }
}
