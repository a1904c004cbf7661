import type { Context } from '../../engine';
import type { CheckAnswer, CheckAsk, CheckMark } from '../../protocol';
import type { EngineHost } from '../engine/host';

/** More than any platform takes; what is beyond is said to be unchecked. */
const LONGEST = 100_000;

/** Checks a text for the content script and leaves out the rules this shop ignores. */
export type Checker = (
  text: string,
  platform: string,
  context?: Context,
) => Promise<{ marks: CheckMark[]; checked: number }>;

export function checker(engine: EngineHost, ignoring: typeof import('../settings').ignoring): Checker {
  return async (text, platform, context) => {
    const [{ triples, checked, tables }, ignored] = await Promise.all([
      engine.check(text.slice(0, LONGEST), platform, context),
      ignoring(),
    ]);
    const marks: CheckMark[] = [];
    for (let i = 0; i + 2 < triples.length; i += 3) {
      const rule = tables.rules[triples[i + 2] ?? -1];
      if (!rule || ignored(rule)) continue;
      marks.push({
        start: triples[i] ?? 0,
        end: triples[i + 1] ?? 0,
        rule: rule.id,
        label: rule.label,
        severity: rule.severity as CheckMark['severity'],
      });
    }
    return { marks, checked };
  };
}

/** Serves one reply box. What was typed meanwhile replaces what waits: only the latest is checked. */
export function serveChecks(port: chrome.runtime.Port, check: Checker): void {
  let latest: CheckAsk | undefined;
  let busy = false;
  let open = true;
  port.onDisconnect.addListener(() => {
    open = false;
  });
  port.onMessage.addListener((message: unknown) => {
    if (!isAsk(message)) return; // a sign of life that only keeps the worker up
    latest = message;
    if (!busy) void run();
  });

  async function run(): Promise<void> {
    busy = true;
    while (latest && open) {
      const ask = latest;
      latest = undefined;
      const answer = await answerTo(ask);
      if (open) port.postMessage(answer);
    }
    busy = false;
  }

  async function answerTo({ seq, text, platform, context }: CheckAsk): Promise<CheckAnswer> {
    try {
      return { seq, ...(await check(text, platform, context)) };
    } catch (fault) {
      return { seq, marks: [], checked: 0, error: fault instanceof Error ? fault.message : String(fault) };
    }
  }
}

function isAsk(message: unknown): message is CheckAsk {
  const ask = message as Partial<CheckAsk> | null;
  return (
    typeof ask === 'object' &&
    ask !== null &&
    typeof ask.seq === 'number' &&
    typeof ask.text === 'string' &&
    typeof ask.platform === 'string' &&
    ['object', 'undefined'].includes(typeof ask.context)
  );
}
