// The check of every keystroke inside the extension's own worker: the engine it ships, through the code
// it calls it by, on texts of 200 characters with every shipped rule.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../console/server.mjs';
import { percentile } from '../harness/profile.mjs';

const CHARACTERS = 200;
/** So often each text is checked before it is timed, for V8 to have compiled what runs, and then timed. */
const WARM = 20;
const ROUNDS = 25;
const MESSAGES = path.join(ROOT, 'internal/lint/testdata/dev');

/** Texts of 200 characters, messages written one after another. @param {string[]} messages */
function joined(messages) {
  const texts = [];
  let text = '';
  for (const message of messages) {
    text += `${message}。`;
    if ([...text].length < CHARACTERS) continue;
    texts.push([...text].slice(0, CHARACTERS).join(''));
    text = '';
  }
  return texts;
}

/** The development set's messages: as agents write all day, and all of them, half of which break a rule. */
function messages() {
  const rows = readdirSync(MESSAGES).flatMap((file) =>
    readFileSync(path.join(MESSAGES, file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  );
  const text = (/** @type {{text: string}} */ row) => row.text;
  return { ordinary: joined(rows.filter((r) => r.labels.length === 0).map(text)), mixed: joined(rows.map(text)) };
}

/** extension/worker/engine/instance.ts as a script that any global scope can run. */
function instance() {
  const entry = path.join(ROOT, 'extension/worker/engine/instance.ts');
  const how = ['--bundle', '--format=iife', '--global-name=pingban', '--log-level=warning'];
  return execFileSync('go', ['tool', 'esbuild', entry, ...how], { cwd: ROOT, encoding: 'utf8' });
}

/** All that can be known of a text beside its words, so that rules which ask for it hold. */
const CONTEXT = {
  contacts_today: 3,
  contacts: 3,
  hour: 23,
  explained: true,
  shipped: false,
  compensation_linked: true,
};

/** Runs in the worker. Gives ms of each check, to 0.1 ms: the browser's clock is no finer there. */
const MEASURE = `async ({ texts, warm, rounds, context }) => {
  const engine = await pingban.instantiate(await pingban.compile(chrome.runtime.getURL('engine.wasm')));
  const rules = await fetch(chrome.runtime.getURL('data/rules.bin'));
  engine.take('rules', new Uint8Array(await rules.arrayBuffer()));
  for (let i = 0; i < warm; i++) for (const text of texts) engine.check(text, 1, context);
  return texts.map((text) => Array.from({ length: rounds }, () => {
    const began = performance.now();
    engine.check(text, 1, context);
    return performance.now() - began;
  }));
}`;

/** @param {Awaited<ReturnType<typeof import('../harness/stage.mjs').stage>>} all */
export async function check({ context, extension }) {
  await extension.ask('status');
  const worker = context.serviceWorkers().at(-1);
  if (!worker) throw new Error('the extension has no worker');
  const code = instance();
  const figures = [];
  const { ordinary, mixed } = messages();
  for (const { what, texts, context } of [
    { what: 'ordinary', texts: ordinary },
    { what: 'mixed', texts: mixed },
    { what: 'mixed, in a context', texts: mixed, context: CONTEXT },
  ]) {
    const asked = JSON.stringify({ texts, warm: WARM, rounds: ROUNDS, context });
    /** @type {number[][]} */
    const times = await worker.evaluate(`(async () => { ${code}; return (${MEASURE})(${asked}); })()`);
    // What a check costs where nothing else wants the processor: the longest of the texts, each at its quickest.
    const alone = times.map((all) => Math.min(...all));
    const name = `check of 200 characters in the worker, ${what}`;
    figures.push(
      { what: `${name}, p50`, value: percentile(times.flat(), 0.5), unit: 'ms' },
      { what: `${name}, p99 of all checks`, value: percentile(times.flat(), 0.99), unit: 'ms', budget: 1 },
      { what: `${name}, p99 of texts at their quickest`, value: percentile(alone, 0.99), unit: 'ms', budget: 1 },
    );
  }
  return figures;
}
