// Plays mutants of one sample, one after another, in the page's own world: away from the page, the
// mutant laid down, back again, its answer asked for; then every frame is judged until nothing moves.
import type { Wanted } from '../harness/samples.mjs';
import { ANSWERS } from './answers';
import { judge } from './judge';
import { LATER } from './later';
import { grow, openShadows, PAGE, ROW } from './page';
import { Random } from './random';

export interface Told {
  address: string;
  html: string;
  answers: { url: string; body: string }[];
  rows: Record<string, Wanted>;
}

export interface Outcome {
  seed: number;
  changes: string[];
  ms: number;
  /** Rows that have a badge, and that would have one in the untouched sample. */
  right: number;
  of: number;
  faults: string[];
}

const AWAY = '/home.htm/away';
const ZOOMS = [0.67, 0.75, 0.8, 0.9, 1.1, 1.25, 1.5];
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Frames without a change after which a page has come to rest. */
const STILL = 7;
/** Ms to wait for a first badge at most. */
const FIRST = 450;
const LONGEST = 4_000;

class Watch {
  readonly faults = new Set<string>();
  right = 0;
  private wanted: Record<string, Wanted>;
  private ended = false;

  constructor(wanted: Record<string, Wanted>) {
    this.wanted = wanted;
    void this.follow();
  }

  /** Looks at every frame, also while something is being changed. */
  private async follow(): Promise<void> {
    for (await frame(); !this.ended; await frame()) this.look();
  }

  end(): void {
    this.ended = true;
  }

  private look(): void {
    const { faults, right } = judge(this.wanted);
    for (const fault of faults) this.faults.add(fault);
    this.right = right;
  }

  async rest(least = 0): Promise<void> {
    const began = performance.now();
    let before = -1;
    for (let still = 0; ; ) {
      await frame();
      const now = this.right;
      still = now === before ? still + 1 : 0;
      before = now;
      const passed = performance.now() - began;
      if (passed > LONGEST || (still >= STILL && passed > least && (now > 0 || passed > FIRST))) return;
    }
  }
}

async function leave(): Promise<void> {
  history.pushState(null, '', AWAY);
  for (let i = 0; i < 60 && document.querySelector('[data-pingban="badge"]'); i++) await frame();
}

/** Asks for an answer as the page would; the reader sees the API's name in the address. */
function ask(url: string, body: string, random: Random): Promise<unknown> {
  const name = new URL(url).pathname;
  const address = `data:application/json;charset=utf-8,${encodeURIComponent(body)}#${name}`;
  if (random.chance(0.5)) return fetch(address).then((r) => r.text());
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open('GET', address);
    xhr.onloadend = resolve;
    xhr.send();
  });
}

/** A row's case, made one of another order. */
const renumbered = <T extends { case?: string }>(row: T, order: string): T => ({
  ...row,
  case: row.case?.replace(/:\d+:/, `:${order}:`),
});

export async function mutant(told: Told, seed: number, most = 0): Promise<Outcome> {
  const began = performance.now();
  const random = new Random(seed);
  const changes: string[] = [];
  const chosen = <T>(all: Record<string, T>, n: number): T[] =>
    random
      .shuffle(Object.entries(all))
      .slice(0, n)
      .map(([name, change]) => {
        changes.push(name);
        return change;
      });

  await leave();
  const { body } = new DOMParser().parseFromString(told.html, 'text/html');
  const wanted = { ...told.rows };
  if (most) {
    changes.push(`grow ${most}`);
    for (const [key, { from, order }] of grow(body, most)) {
      const row = told.rows[from];
      if (row) wanted[key] = { ...renumbered(row, order), may: row.may?.map((one) => renumbered(one, order)) };
    }
  }
  for (const change of chosen(PAGE, random.below(4))) change(body, random);
  const answers: (() => Promise<unknown>)[] = [];
  for (const { url, body: text } of told.answers) {
    const [alter] = random.chance(0.6) ? chosen(ANSWERS, 1) : [];
    const said = alter ? alter(text, random) : text;
    if (said !== null) answers.push(() => ask(url, said, random));
  }
  const zoom = random.chance(0.2) ? random.pick(ZOOMS) : 1;
  if (zoom !== 1) changes.push(`zoom ${zoom}`);

  const shown = document.adoptNode(body);
  openShadows(shown);
  const list = document.createElement('div');
  list.append(...shown.childNodes);
  document.body.replaceChildren(list);
  document.body.style.zoom = String(zoom);
  const expected = Object.values(wanted).filter((row) => row.badge).length;
  const there = new Set([...list.querySelectorAll<HTMLElement>(ROW)].map((el) => el.dataset.row ?? ''));

  const { pathname, search } = new URL(told.address);
  const watch = new Watch(wanted);
  const early = random.chance(0.5);
  if (early) for (const answer of answers) await answer();
  history.pushState(null, '', pathname + search);
  if (random.chance(0.3)) await watch.rest();
  const late = early ? [] : answers.map((answer) => answer());
  await watch.rest();
  const { right } = watch;
  // Where two rows were made one, or a cell moved, what is done to single rows is done to their cells: the
  // page itself would then put one order beside another's date.
  const { reverse, swap, stealBadges } = LATER;
  const torn = changes.includes('moveCell') || changes.includes('mergeRows');
  for (const change of chosen((torn ? { reverse, swap, stealBadges } : LATER) as typeof LATER, random.below(3))) {
    await change(list, random);
    await watch.rest(80);
  }
  // One that came after its page was left would be taken for the next page's.
  await Promise.all(late);
  watch.end();
  // Of thousands only those in sight get a badge, so they tell of faults alone.
  const of = most ? 0 : Math.min(expected, [...there].filter((key) => wanted[key]?.badge).length);
  return {
    seed,
    changes,
    ms: Math.round(performance.now() - began),
    right: most ? 0 : right,
    of,
    faults: [...watch.faults],
  };
}

Object.assign(window, { mutant });
