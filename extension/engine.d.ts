// Written by `make types` from wasm/contract.go. A test compares the two; do not edit.

export interface Operations {
  tables: [Record<string, never>, Tables];
  packs: [Packs, PackFaults];
  check: [Message, Report];
  clocks: [Input, ClockAnswer];
  rows: [RowsRequest, RowsAnswer];
  see: [SeeRequest, SeeAnswer];
  tick: [TickRequest, TickAnswer];
  sites: [Record<string, never>, Sites];
  scripts: [Query, Hits];
  fill: [FillRequest, Filled];
  fold: [FoldRequest, Folded];
  pending: [PendingRequest, Folded];
  case: [CaseRequest, CaseAnswer];
  todo: [TodoRequest, TodoAnswer];
  draft: [DraftRequest, DraftAnswer];
  reasons: [ReasonsRequest, ReasonsAnswer];
  remind: [RemindRequest, Reminders];
  sheet: [SheetRequest, SheetAnswer];
}

export interface Tables {
  version: string;
  rules: RuleHead[];
}

export interface Packs {
  packs: Pack[];
}

export interface PackFaults {
  faults: PackFault[];
  switches: Switch[];
}

export interface Message {
  text: string;
  platform?: string;
  context?: Context;
}

export interface Report {
  labels: string[];
  findings: Finding[];
  capped?: boolean;
}

export interface Input {
  id: string;
  platform: string;
  now: string;
  rating?: string;
  rated_at?: string;
  edited?: boolean;
  explained?: boolean;
  both_rated?: boolean;
  appended?: boolean;
  appended_at?: string;
  success_at?: string;
  paid_at?: string;
  shipped_at?: string;
  ship_promise_h?: number;
  amount?: number;
  tips?: string[];
  explained_append?: boolean;
  complained?: boolean;
  refund_at?: string;
  refund_agreed_at?: string;
  refund_refused_at?: string;
  return_shipped_at?: string;
  intervened?: boolean;
}

export interface ClockAnswer {
  id: string;
  windows: Window[];
}

export interface RowsRequest {
  body: string;
}

export interface RowsAnswer {
  rows: Row[];
  ignored: Record<string, number>;
}

export interface SeeRequest {
  site: string;
  kind?: string;
  now: string;
  platform?: string;
  rating?: string;
  sightings: Sighting[];
  rows: Row[];
}

export interface SeeAnswer {
  seen: Seen[];
}

export interface TickRequest {
  now: string;
  rows: TickRow[];
}

export interface TickAnswer {
  rows: TickedRow[];
}

export interface Sites {
  sites: Site[];
}

export interface Query {
  text: string;
  channel?: string;
  platform?: string;
  rating?: string;
  reasons?: string[];
  buyer_type?: string;
  used?: Record<string, number>;
  now: string;
  limit?: number;
}

export interface Hits {
  hits: Hit[];
}

export interface FillRequest {
  script: string;
  vars: Record<string, string>;
}

export interface Filled {
  text: string;
  blanks: Blank[];
}

export interface FoldRequest {
  reset: boolean;
  events: Event[];
}

export interface Folded {
  cases: string[];
  head: number;
}

export interface PendingRequest {
  events: Event[];
}

export interface CaseRequest {
  case: string;
  now: string;
}

export interface CaseAnswer {
  state: State | null;
  windows: Window[];
  badge: Badge | null;
  contact: Advice;
  linked: string[];
  context: Context;
}

export interface TodoRequest {
  now: string;
  me: string;
  text: string;
  only?: string;
  limit: number;
}

export interface TodoAnswer {
  items: TodoItem[];
  today: number;
  over: number;
  mine: number;
  total: number;
}

export interface DraftRequest {
  id: string;
  now: string;
  case: string;
  kind: string;
  base?: string;
  body: unknown;
}

export interface DraftAnswer {
  event: Event;
  masked: Masked[];
}

export interface ReasonsRequest {
  id: string;
  text: string;
  rating?: string;
}

export interface ReasonsAnswer {
  id: string;
  reasons: string[];
}

export interface RemindRequest {
  now: string;
  since: string;
  quiet: Quiet;
}

export interface Reminders {
  due: Reminder[];
  next: string;
}

export interface SheetRequest {
  format: string;
  name: string;
  titles: string[];
  rows: unknown[][];
}

export interface SheetAnswer {
  file: string;
}

export interface Fault {
  message: string;
  field?: string;
}

export interface RuleHead {
  id: string;
  label: string;
  severity: string;
}

export interface Pack {
  kind: string;
  body: unknown;
}

export interface PackFault {
  kind: string;
  path: string;
  reason: string;
}

export interface Switch {
  feature: string;
  version: string;
  reason: string;
}

export interface Context {
  contacts_today?: number;
  contacts?: number;
  hour?: number;
  ordering_account?: boolean;
  explained?: boolean;
  explained_append?: boolean;
  shipped?: boolean;
  compensation_linked?: boolean;
}

export interface Finding {
  rule: string;
  label: string;
  severity: string;
  start: number;
  end: number;
  text: string;
  message: string;
  rewrite: string;
  replace?: Span;
  penalty?: Penalty;
  source: Source;
}

export interface Window {
  kind: string;
  state: string;
  basis: string;
  opens?: string;
  closes?: string;
  remaining_s?: number;
  left?: string;
  allowed?: string[];
  disputed?: string[];
  cost?: number;
  why?: string;
  source: Source;
}

export interface Row {
  platform: string;
  order: string;
  item: string;
  feed: string;
  buyer: string;
  product: string;
  text: string;
  rated_at: string;
  sentiment: string;
  append: Append | null;
  tips: string[];
  actions: string[];
  kind?: string;
  request?: string;
  sku?: string;
  created_at?: string;
  paid_at?: string;
  shipped_at?: string;
  success_at?: string;
  amount?: number;
  ended?: boolean;
  shipped?: boolean;
}

export interface Sighting {
  key: string;
  fields: Record<string, Reading>;
}

export interface Seen {
  key: string;
  case?: string;
  refused?: string;
  known?: boolean;
  row?: Row;
  joined?: boolean;
  sources?: Record<string, string>;
  clock?: Input;
  windows?: Window[];
  badge?: Badge;
  coming?: Badge[];
}

export interface TickRow {
  key: string;
  clock: Input;
  sentiment: string;
}

export interface TickedRow {
  key: string;
  badge: Badge | null;
  coming?: Badge[];
  windows: Window[];
}

export interface Site {
  id: string;
  version: number;
  site: string;
  title: string;
  enabled: boolean;
  kind: string;
  evidence: string;
  hosts: string[];
  path: string;
  ratings: Filter[];
  ready: Ready;
  row: RowRule;
  fields: Record<string, Strategy[]>;
  api: API[];
  editor: Editor | null;
  overlays: string;
}

export interface Hit {
  script: Script;
  match: [number, number][];
  from?: string;
  why?: string;
}

export interface Blank {
  name: string;
  start: number;
  end: number;
}

export interface Event {
  id: string;
  case: string;
  kind: string;
  at: string;
  base?: string;
  body: unknown;
  team?: string;
  actor?: string;
  seq?: number;
  received_at?: string;
}

export interface State {
  case: string;
  review: ReviewBody | null;
  pages?: PageClock[];
  fields: Record<string, FieldState>;
  notes: NoteState[];
  timeline: Item[];
  contacts: number;
  erased?: boolean;
  touched?: string;
  updated: string;
  folded_to: number;
}

export interface Badge {
  kind: string;
  state: string;
  basis: string;
  closes: string;
  text: string;
  label: string;
  next: string;
  turns: string;
}

export interface Advice {
  ok: boolean;
  reason: string;
  next: string;
  count: number;
  limit: number;
}

export interface TodoItem {
  case: string;
  product: string;
  buyer: string;
  text: string;
  status: string;
  assignee: string;
  badge: Badge | null;
  notes: number;
  pending: boolean;
  updated: string;
  next_step?: string;
  next_at?: string;
  waiting?: string;
}

export interface Masked {
  field: string;
  kind: string;
  was: string;
  now: string;
}

export interface Quiet {
  from: number;
  until: number;
}

export interface Reminder {
  case: string;
  product: string;
  buyer: string;
  text: string;
  status: string;
  assignee: string;
  badge: Badge | null;
  notes: number;
  pending: boolean;
  updated: string;
  next_step?: string;
  next_at?: string;
  waiting?: string;
  step: boolean;
}

export interface Span {
  start: number;
  end: number;
}

export interface Penalty {
  text: string;
  date: string;
}

export interface Source {
  title: string;
  date: string;
}

export interface Append {
  text: string;
  days: number;
}

export interface Reading {
  values: string[];
  strategy: string;
}

export interface Filter {
  param: string;
  value: string;
  rating: string;
}

export interface Ready {
  texts: string[];
  headers: string[];
}

export interface RowRule {
  anchor: string;
  climb: number;
  until: string[];
  one: string;
  next: string;
  untrusted: string;
  beside: string;
  cell: string;
}

export interface Strategy {
  id: string;
  kind: string;
  pattern?: string;
  selector?: string;
  attr?: string;
  scope?: string;
}

export interface API {
  name: string;
  shape: string;
}

export interface Editor {
  open: string;
  append?: string;
  selector: string;
  dialog: string;
  submit: string;
  cancel: string;
  max: number;
  enter: boolean;
  conversation: Conversation | null;
}

export interface Script {
  id: string;
  title: string;
  text: string;
  phase: string;
  reasons: string[];
  buyer_types: string[];
  channels: string[];
  platforms: string[];
  ratings: string[];
  expires?: string;
}

export interface ReviewBody {
  platform: string;
  order: string;
  item: string;
  product: string;
  sku?: string;
  shop?: string;
  buyer: string;
  text: string;
  rating?: string;
  sentiment?: string;
  rated_at?: string;
  append?: string;
  page?: PageClock;
}

export interface PageClock {
  kind: string;
  now: string;
  ended?: boolean;
  tips?: string[];
  edited?: boolean;
  explained?: boolean;
  explained_append?: boolean;
  complained?: boolean;
  appended?: boolean;
  intervened?: boolean;
  both_rated?: boolean;
  appended_at?: string;
  success_at?: string;
  paid_at?: string;
  shipped_at?: string;
  ship_promise_h?: number;
  amount?: number;
  refund_at?: string;
  refund_agreed_at?: string;
  refund_refused_at?: string;
  return_shipped_at?: string;
}

export interface FieldState {
  value: unknown;
  head: string;
  actor: string;
  at: string;
  pending?: boolean;
  replaced?: FieldState;
}

export interface NoteState {
  id: string;
  head: string;
  text: string;
  actor: string;
  at: string;
  deleted?: boolean;
  pending?: boolean;
  history: Entry[];
  others: Entry[];
}

export interface Item {
  event: string;
  kind: string;
  actor: string;
  at: string;
  body: unknown;
  pending?: boolean;
}

export interface Conversation {
  selectors: string[];
  among: string;
}

export interface Entry {
  event: string;
  actor: string;
  at: string;
  text: string;
  seq: number;
}
