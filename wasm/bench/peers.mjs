// The part of the bench that runs under V8: a job on stdin, what was measured on stdout (main.go says
// what is in them).
import { readFileSync } from 'node:fs';
import AhoCorasick from 'modern-ahocorasick';
import { engine } from '../../extension/e2e/harness/engine.mjs';
import { percentile } from '../../extension/e2e/harness/profile.mjs';

const { short, long, lists, rounds } = JSON.parse(readFileSync(0, 'utf8'));
/** Operation tables of wasm/contract.go. */
const TABLES = 1;
const PLATFORMS = ['', 'taobao', 'tmall', 'jd'];

async function ours() {
  const { ask, check } = await engine('rules');
  const { rules } = ask(TABLES, {});
  const flag = ({ text, platform }) => {
    const triples = check(text, PLATFORMS.indexOf(platform));
    let found = false;
    for (let i = 2; i < triples.length; i += 3) found ||= rules[triples[i]].severity !== 'hint';
    return found;
  };
  return { name: 'Pingban, engine.wasm in Node', words: 'rules', flag };
}

/** JavaScript's tools that know words alone. @param {string} words @param {string[]} list */
function peers(words, list) {
  const longestFirst = [...list].sort((a, b) => b.length - a.length); // an alternation takes the first that fits
  const pattern = new RegExp(longestFirst.map((w) => w.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
  const machine = new AhoCorasick(list);
  return [
    { name: 'modern-ahocorasick, JavaScript', words, flag: ({ text }) => machine.search(text).length > 0 },
    { name: 'RegExp alternation, JavaScript', words, flag: ({ text }) => (text.match(pattern) ?? []).length > 0 },
  ];
}

/** Median microseconds for each text. */
function timed(flag, texts) {
  const times = texts.map(() => []);
  for (let round = 0; round < rounds; round++) {
    texts.forEach((text, i) => {
      const began = performance.now();
      flag(text);
      times[i].push(1000 * (performance.now() - began));
    });
  }
  return times.map((all) => percentile(all, 0.5));
}

const matchers = [await ours(), ...peers('short', lists.short), ...peers('long', lists.long)];
const measured = matchers.map(({ name, words, flag }) => ({
  name,
  words,
  short: timed(flag, short),
  long: timed(flag, long),
  flagged: short.map(flag),
}));
console.log(JSON.stringify(measured));
