// What content script, views and service worker say to one another. Every request is answered with
// {ok: value} or {error: message}; the message is plain Chinese that can be shown as it stands.
import type {
  CaseAnswer,
  Context,
  Event,
  Filled,
  Hits,
  Masked,
  Message,
  Report,
  RowsAnswer,
  Script,
  SeeAnswer,
  SeeRequest,
  Site,
  TickAnswer,
  TickRow,
  TodoAnswer,
} from './engine';

/** Features a user or the team's kill switch can turn off. */
export const FEATURES = ['reader', 'badges', 'bar', 'check', 'guard', 'scripts', 'notes', 'ignore_block'] as const;
export type Feature = (typeof FEATURES)[number];

/** Why a feature is off: the user's own switch, or the team's with its reason. */
export interface Off {
  feature: Feature;
  by: 'user' | 'team';
  reason: string;
}

/** A shop one serves. */
export interface ShopSetting {
  name: string;
  /** '' leaves it to the product's link. */
  platform: '' | 'taobao' | 'tmall';
}

export interface Settings {
  /** Features the user turned off. */
  off: Feature[];
  /** The shop's platform where a row's link does not tell it; '' leaves it to the link. */
  platform: '' | 'taobao' | 'tmall';
  shop: string;
  /** All shops one serves, the one at hand among them; [] where there is but one. */
  shops: ShopSetting[];
  agent: string;
  /** RFC 3339; Pingban keeps quiet until then. '' is not paused. */
  pausedUntil: string;
  /** Rules this shop ignores. */
  ignoredRules: string[];
  /** Whether to ring before a window closes, with the tab closed as well. */
  remind: boolean;
  /** Hours of the day (0 to 23, China Standard Time) between which nothing rings. */
  quietFrom: number;
  quietUntil: number;
  /** Pages the user switched on or off, by id of the site file; others are as they ship. */
  sites: Record<string, boolean>;
}

/** A page of a console that can be read, for the options. */
export interface PageSwitch {
  id: string;
  title: string;
  kind: string;
  /** How well the page is known: A, B or C. */
  evidence: string;
  on: boolean;
  /** Match patterns that the browser must be asked for before the page can be read; [] where it has them. */
  origins: string[];
}

/** What a content script needs before it starts. */
export interface Start {
  sites: Site[];
  off: Off[];
  settings: Settings;
  /** Milliseconds to add to this computer's clock to get the server's; 0 where none is known. */
  skew: number;
}

export type SyncState = 'none' | 'idle' | 'syncing' | 'waiting' | 'failed' | 'revoked';

/** What a version brought, in both languages. */
export interface VersionChange {
  version: string;
  date: string;
  zh: string[];
  en: string[];
}

/** A version newer than this one. */
export interface Newest {
  version: string;
  changes: VersionChange[];
  /** The browser has it already, and takes it at the next start. */
  ready: boolean;
}

/** A member of the team. */
export interface Colleague {
  member: string;
  name: string;
  /** No case can be given to them any more; what they did still bears their name. */
  left: boolean;
}

export interface Status {
  version: string;
  engine: { state: 'cold' | 'ready' | 'failed'; traps: number; error: string };
  store: { events: number; queued: number; drafts: number; error: string };
  sync: {
    state: SyncState;
    /** The backend's origin, '' before joining. */
    origin: string;
    team: string;
    member: string;
    name: string;
    role: '' | 'agent' | 'lead';
    /** RFC 3339 of the last complete round, '' if there was none. */
    last: string;
    error: string;
    /** RFC 3339 of the next try while waiting. */
    next: string;
    /** Hundredths of the team's log read so far, while more than one page is to come; else null. */
    progress: number | null;
  };
  /** A newer version that is out, null where none is known or the word was put away. */
  newest: Newest | null;
  /** The version before the last update, '' once what is new has been read. */
  updated: string;
  /** Everyone of the team, this agent included; [] before joining. */
  people: Colleague[];
  packs: { kind: string; version: number; error: string }[];
  off: Off[];
  /** Milliseconds to add to this computer's clock to get the server's; 0 where none is known. */
  skew: number;
}

/** An own event the backend will never take, kept until its writer decides. */
export interface RefusedEvent {
  event: Event;
  /** Why, in the backend's words. */
  error: string;
  /** RFC 3339 of the refusal. */
  at: string;
}

/** A script the agent keeps for themselves, on this device. */
export interface OwnScript {
  script: Script;
  /** RFC 3339: when it was proposed to the team, '' if it was not. */
  proposed: string;
  used: number;
  /** Of the uses, those whose words were changed before they went out. */
  edited: number;
  /** Its last day has passed: it is offered no longer. */
  expired: boolean;
}

/** What merging a file of another device's data would do, or has done. */
export interface BackupPlan {
  /** Events to add. */
  events: number;
  /** Events that are here already. */
  already: number;
  drafts: number;
  /** Scripts of the agent's own that are not here yet. */
  scripts: number;
  /** Stretches of personal data that are masked on the way in. */
  masked: number;
  /** Entries that cannot be read. */
  faults: number;
  /** Why, for the first few. */
  reasons: string[];
  /** The file is of a team this device is not in: its events show once it has joined. */
  later: boolean;
}

/** What a page reports of itself for the health view. Nothing personal is in it. */
export interface Health {
  site: string;
  seen: number;
  recognised: number;
  joined: number;
  /** Strategy that gave each field → how often. */
  strategies: Record<string, number>;
  refused: Record<string, number>;
  hook: 'on' | 'off' | 'none';
  ignored: Record<string, number>;
}

/** Request name → [what is sent, what is answered]. `now` is always the worker's, server-corrected. */
export interface Requests {
  start: [Record<string, never>, Start];
  rows: [{ body: string }, RowsAnswer];
  see: [Omit<SeeRequest, 'now'>, SeeAnswer];
  tick: [{ rows: TickRow[] }, TickAnswer];
  check: [Message, Report];
  /** Scripts that fit. Of `case` come confirmed reasons and the type of buyer; `review` tells reasons not yet confirmed. */
  scripts: [
    {
      text: string;
      channel?: string;
      platform?: string;
      rating?: string;
      case?: string;
      review?: string;
      limit?: number;
    },
    Hits,
  ];
  fill: [{ script: string; vars: Record<string, string> }, Filled];
  /** Counts a use that belongs to no case. */
  'script.used': [{ script: string; edited: boolean }, Record<string, never>];
  own: [Record<string, never>, { scripts: OwnScript[] }];
  /**
   * Keeps a text as the agent's own script, its blanks as 〔商品名〕; with `id` in the place of that one.
   * A text that breaks a blocking rule is refused. `warned`: what else the rules say of it.
   */
  'own.put': [{ id?: string; title: string; text: string; expires?: string }, { script: Script; warned: string[] }];
  'own.drop': [{ id: string }, Record<string, never>];
  /** Proposes one to the team; its lead decides. */
  'own.propose': [{ id: string; why: string }, Record<string, never>];
  /** Why a review's writer is unhappy, as far as its words tell; the agent confirms it. */
  reasons: [{ text: string; rating?: string }, { reasons: string[] }];
  /**
   * Stores an event for good before it answers; sync follows by itself. The asker's own id (a ULID)
   * makes a second try safe: what is stored under it already is answered as it was stored.
   */
  record: [
    { id?: string; case: string; kind: Event['kind']; base?: string; body: unknown },
    { event: Event; masked: Masked[] },
  ];
  case: [{ case: string }, CaseAnswer];
  /** Only is today, over or mine: the cases one of the counts counts. */
  todo: [{ text?: string; only?: string; limit?: number }, TodoAnswer];
  'draft.get': [{ key: string }, { text: string; at: string }];
  /** An empty text removes the draft. */
  'draft.put': [{ key: string; text: string }, Record<string, never>];
  /** This device's events of a case that the backend refused. */
  refused: [{ case: string }, { refused: RefusedEvent[] }];
  /** Writes a refused event down anew, to be sent once more. */
  'refused.retry': [{ id: string }, Record<string, never>];
  'refused.drop': [{ id: string }, Record<string, never>];
  settings: [Partial<Settings>, Settings];
  pages: [Record<string, never>, { pages: PageSwitch[] }];
  'page.set': [{ id: string; on: boolean }, { pages: PageSwitch[] }];
  status: [Record<string, never>, Status];
  /** Puts away the word of an update, or of a newer version. */
  'version.read': [{ what: 'updated' | 'newest' }, Status];
  /** What only this device has, as the text of a file. */
  backup: [Record<string, never>, { text: string; events: number; drafts: number }];
  /** Looks at such a file, and merges it where that is wanted. */
  'backup.take': [{ text: string; merge: boolean }, BackupPlan];
  health: [Health, Record<string, never>];
  'health.get': [Record<string, never>, { pages: Health[] }];
  join: [{ origin: string; code: string; name: string }, Status];
  leave: [Record<string, never>, Status];
  'sync.now': [Record<string, never>, Status];
  /** An address that opens the team's board signed in; it works once, for a few minutes. */
  board: [Record<string, never>, { url: string }];
  /** Opens the side panel on a case; needs the click that asked for it. */
  'panel.open': [{ case: string }, Record<string, never>];
  /** The case the side panel should follow: the row one clicked. */
  'panel.case': [Record<string, never>, { case: string }];
}

export type Name = keyof Requests;
export type Ask<N extends Name> = Requests[N][0];
export type Answer<N extends Name> = Requests[N][1];
export type Envelope<N extends Name = Name> = { pingban: N; body: Ask<N> };
export type Reply<T> = { ok: T } | { error: string };

/** Port for checking while typing: latest wins, one answer for each question answered at all. */
export const CHECK_PORT = 'check';
export interface CheckAsk {
  seq: number;
  text: string;
  platform: string;
  /** What is known of the text beside its words; absent where nothing is. */
  context?: Context;
}
export interface CheckMark {
  start: number;
  end: number;
  rule: string;
  label: string;
  severity: 'block' | 'warn' | 'hint';
}
export interface CheckAnswer {
  seq: number;
  marks: CheckMark[];
  /** Characters checked; fewer than were sent where the text is over the cap. */
  checked: number;
  error?: string;
}

/**
 * Port for an answer of the console's that is long: a list of 1000 rows is a megabyte, which as one
 * message costs the page 10 ms at once. The page sends it in parts and then asks for its rows until
 * none are left.
 */
export const ROWS_PORT = 'rows';
/** UTF-16 units of one part at most; what fits into one goes as a request. */
export const ROWS_PART = 32 * 1024;
export type RowsAsk = { part: string } | { next: true };
export type RowsPage = (RowsAnswer & { left: number }) | { error: string };

/** Port on which the worker tells listeners what changed. */
export const WATCH_PORT = 'watch';
export type Change =
  | { changed: 'cases'; cases: string[] }
  | { changed: 'status' }
  | { changed: 'settings' }
  | { changed: 'packs' }
  | { changed: 'panel'; case: string };
