// Which state of a case this person has seen, kept by the browser: it is nobody else's business.

const KEY = 'looked';
/** Cases remembered; the oldest looks are forgotten first. */
const MOST = 2000;

interface Looks {
  /** RFC 3339: what is older was there before anybody looked, and is not new. */
  since: string;
  /** Case → its state's time when it was last looked at, oldest look first. */
  cases: Record<string, string>;
}

/** Notes that a case was looked at as of its latest event. */
export function looked(id: string, updated: string): void {
  if (updated === '') return;
  const looks = read();
  delete looks.cases[id];
  looks.cases[id] = updated;
  const old = Object.keys(looks.cases).slice(0, -MOST);
  for (const forgotten of old) delete looks.cases[forgotten];
  write(looks);
}

/** A judge of what is new since the last look, for one drawing of a list. */
export function news(): (id: string, updated: string) => boolean {
  const { since, cases } = read();
  return (id, updated) => Date.parse(updated) > Date.parse(cases[id] ?? since);
}

function read(): Looks {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '') as Partial<Looks>;
    if (typeof kept.since === 'string' && typeof kept.cases === 'object') return kept as Looks;
  } catch {
    // Never looked, or unreadable: everything from now on is new.
  }
  const looks: Looks = { since: new Date().toISOString(), cases: {} };
  write(looks);
  return looks;
}

function write(looks: Looks): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(looks));
  } catch {
    // Storage is full: marks stay as they were.
  }
}
