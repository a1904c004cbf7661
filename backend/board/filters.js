// The filters that lists, figures and downloads share. They live in the address.

/** Names of the API's own parameters. */
export const SHARED = [
  'shop',
  'platform',
  'product',
  'rating',
  'reason',
  'assignee',
  'status',
  'overdue',
  'resolved',
  'resolver',
  'lacking',
  'from',
  'to',
];

export const pick = (query, names) => Object.fromEntries(names.map((name) => [name, query.get(name) ?? '']));

/** The board's address for a view under filters, empty ones left out. */
export function address(view, filter) {
  const all = new URLSearchParams(Object.entries({ view, ...filter }).filter(([, value]) => value));
  return all.size > 0 ? `/?${all}` : '/';
}

const DAY_MS = 86_400_000;
const SHANGHAI = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** A day in Shanghai as 2026-11-22, some days before today. */
export const daysAgo = (days) => SHANGHAI.format(new Date(Date.now() - days * DAY_MS));

/** The equally long period just before one, both of whose days are counted in. */
export function before({ from, to }) {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const date = (ms) => new Date(ms).toISOString().slice(0, 10);
  return { from: date(first - (last - first) - DAY_MS), to: date(first - DAY_MS) };
}
