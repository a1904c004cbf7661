// The shipped rules and windows in words, as wasm/handbook.go writes them.

export interface Source {
  title: string;
  date: string;
}

export interface Rule {
  id: string;
  label: string;
  severity: string;
  /** Empty: all. */
  platforms: string[];
  message: string;
  penalty?: { text: string; date: string };
  source: Source;
  rewrite: string;
  /** Sentences that break it by their words alone. */
  flag: string[];
  /** Sentences that look like it and break nothing. */
  pass: string[];
}

export interface WindowRule {
  id: string;
  platform: string;
  kind: string;
  days?: number;
  hours?: number;
  /** How often it can be used; absent: any number of times. */
  count?: number;
  /** Why it is never possible on this platform. */
  never?: string;
  cost?: { percent: number; min: number; max: number };
  source: Source;
  confidence: string;
  note?: string;
}

export interface HandbookData {
  rules: Rule[];
  windows: WindowRule[];
}

/** Reads the data that lies beside the engine; a fault is an Error of the browser's. */
export async function load(): Promise<HandbookData> {
  const answer = await fetch(chrome.runtime.getURL('data/handbook.json'));
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as HandbookData;
}
