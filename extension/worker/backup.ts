// This device's own data as a file, and such a file merged back: checked, nothing twice, nothing lost.
import type { Event } from '../engine';
import type { BackupPlan, Settings } from '../protocol';
import { readable } from '../script-text';
import { t } from '../text';
import type { EngineHost } from './engine/host';
import { blank, judged, MOST_OWN, worded } from './own-script';
import { change, defaults, settings } from './settings';
import type { Refused } from './store/db';
import { getMeta } from './store/meta';
import { changeOwn, type Own, ownScripts } from './store/own';
import { stored } from './store/queue';
import { mergeUses } from './store/uses';
import { addOwn, type Draft, readOwn } from './store/whole';
import { now } from './time';

const FORMAT = 'pingban-local';
const VERSION = 1;
/** Characters of a file that are read at all; a year of an agent's work is a tenth of it. */
const MOST = 64 * 1024 * 1024;
/** Faults that are told one by one. */
const TOLD = 3;

interface File {
  format: typeof FORMAT;
  version: number;
  /** RFC 3339. */
  at: string;
  /** The team the events were written for, '' where there was none. */
  team: string;
  events: unknown[];
  refused: unknown[];
  drafts: unknown[];
  settings: Partial<Settings>;
  used: Record<string, number>;
  /** Scripts of the agent's own. */
  own: unknown[];
}

/** Everything only this device has, as a file's text. No token is in it. */
export async function exported(): Promise<{ text: string; events: number; drafts: number }> {
  const { queue, refused, drafts } = await readOwn();
  const { pausedUntil: _, ...kept } = await settings();
  const file: File = {
    format: FORMAT,
    version: VERSION,
    at: await now(),
    team: (await getMeta('identity'))?.team ?? '',
    events: queue.map(({ event }) => event),
    refused: refused.map(({ event, error, at }) => ({ event, error, at })),
    drafts,
    settings: kept,
    used: (await getMeta('used')) ?? {},
    own: await ownScripts(),
  };
  return { text: JSON.stringify(file, null, 1), events: queue.length + refused.length, drafts: drafts.length };
}

interface Plan extends BackupPlan {
  team: string;
  add: Event[];
  aside: Refused[];
  write: Draft[];
  keep: Own[];
  file: File;
}

/** What merging a file would do. Throws an Error for people where it is no such file. */
export async function planned(text: string, engine: EngineHost): Promise<Plan> {
  const file = parsed(text);
  const here = (await getMeta('identity'))?.team ?? '';
  if (file.team !== '' && here !== '' && file.team !== here) throw new Error(t('backup_fault_team'));
  const plan: Plan = {
    events: 0,
    already: 0,
    drafts: 0,
    scripts: 0,
    masked: 0,
    faults: 0,
    reasons: [],
    later: file.team !== '' && here === '',
    team: file.team || here,
    add: [],
    aside: [],
    write: [],
    keep: [],
    file,
  };
  await planEvents(plan, engine);
  await planRefused(plan);
  await planDrafts(plan);
  await planOwn(plan, engine);
  plan.scripts = plan.keep.length;
  plan.events = plan.add.length + plan.aside.length;
  plan.drafts = plan.write.length;
  return plan;
}

/** Merges a file that was planned. */
export async function merge({ add, aside, write, keep, team, file }: Plan): Promise<void> {
  await addOwn(add, aside, write, team);
  await change((was) => missing(was, file.settings));
  await mergeUses(file.used);
  if (keep.length) await changeOwn((all) => [...all, ...keep]);
}

function parsed(text: string): File {
  if (text.length > MOST) throw new Error(t('backup_fault_size', Math.ceil(text.length / 1024 / 1024)));
  let file: Partial<File> | null;
  try {
    file = JSON.parse(text);
  } catch (cause) {
    throw new Error(t('backup_fault_format'), { cause });
  }
  if (file?.format !== FORMAT || typeof file.version !== 'number') throw new Error(t('backup_fault_format'));
  if (file.version > VERSION) throw new Error(t('backup_fault_version'));
  const list = (value: unknown) => (Array.isArray(value) ? value : []);
  const record = (value: unknown) => (typeof value === 'object' && value !== null ? value : {});
  return {
    format: FORMAT,
    version: VERSION,
    at: String(file.at ?? ''),
    team: typeof file.team === 'string' ? file.team : '',
    events: list(file.events),
    refused: list(file.refused),
    drafts: list(file.drafts),
    settings: record(file.settings),
    used: record(file.used) as Record<string, number>,
    own: list(file.own),
  };
}

/** Each event is made anew by the engine, which refuses what it would refuse from a user and masks the same. */
async function planEvents(plan: Plan, engine: EngineHost): Promise<void> {
  const seen = new Set<string>();
  for (const value of plan.file.events) {
    const { id = '', at = '', case: of = '', kind, base, body } = (value ?? {}) as Partial<Event>;
    if (seen.has(id) || (typeof id === 'string' && id !== '' && (await stored(id)))) {
      plan.already++;
      continue;
    }
    try {
      const draft = { id, now: at, case: of, kind: kind as Event['kind'], ...(base && { base }), body };
      const { event, masked } = await engine.call('draft', draft);
      seen.add(id);
      plan.add.push(event);
      plan.masked += masked.length;
    } catch (fault) {
      plan.faults++;
      if (plan.reasons.length < TOLD) plan.reasons.push(fault instanceof Error ? fault.message : String(fault));
    }
  }
}

async function planRefused(plan: Plan): Promise<void> {
  const here = new Set((await readOwn()).refused.map(({ id }) => id));
  for (const value of plan.file.refused) {
    const { event, error, at } = (value ?? {}) as Partial<Refused>;
    if (!event?.id || !event.case || !event.kind) {
      plan.faults++;
    } else if (here.has(event.id) || (await stored(event.id))) {
      plan.already++;
    } else {
      const { id, case: of } = event;
      plan.aside.push({ id, case: of, team: plan.team, event, error: String(error ?? ''), at: String(at ?? '') });
    }
  }
}

/** A draft of the same box keeps both texts: which of them is wanted, only its writer knows. */
async function planDrafts(plan: Plan): Promise<void> {
  const here = new Map((await readOwn()).drafts.map((draft) => [draft.key, draft.text]));
  for (const value of plan.file.drafts) {
    const { key, text, at } = (value ?? {}) as Partial<Draft>;
    if (typeof key !== 'string' || typeof text !== 'string' || text === '') continue;
    const own = here.get(key) ?? '';
    if (own.includes(text)) continue;
    plan.write.push({ key, text: own === '' ? text : `${own}\n${text}`, at: typeof at === 'string' ? at : '' });
  }
}

/** Each script is written down anew and judged as if its writer had just kept it. */
async function planOwn(plan: Plan, engine: EngineHost): Promise<void> {
  const here = await ownScripts();
  const taken = new Set(here.map(({ script }) => script.id));
  for (const value of plan.file.own) {
    const { script, proposed } = (value ?? {}) as Partial<Own>;
    try {
      const { id = '', title = '', text = '', expires = '' } = script ?? {};
      if (taken.has(id)) continue;
      if (!/^my-[0-9a-z]{26}$/.test(id)) throw new Error(t('error_own_id'));
      if (here.length + plan.keep.length >= MOST_OWN) throw new Error(t('error_own_many', MOST_OWN));
      const kept = worded({ title: String(title), text: readable(String(text)), expires: String(expires) }, blank(id));
      await judged(engine, kept);
      taken.add(id);
      plan.keep.push({ script: kept, proposed: typeof proposed === 'string' ? proposed : '' });
    } catch (fault) {
      plan.faults++;
      if (plan.reasons.length < TOLD) plan.reasons.push(fault instanceof Error ? fault.message : String(fault));
    }
  }
}

/** The file's settings where none was made here; ignored rules of both. */
function missing(here: Settings, file: Partial<Settings>): Partial<Settings> {
  const usual = defaults();
  const part: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(file)) {
    const own = here[name as keyof Settings];
    if (JSON.stringify(own) === JSON.stringify(usual[name as keyof Settings])) part[name] = value;
  }
  const ignored = Array.isArray(file.ignoredRules) ? file.ignoredRules : [];
  return { ...part, ignoredRules: [...here.ignoredRules, ...ignored], sites: { ...file.sites, ...here.sites } };
}
