import { FEATURES, type Off, type Settings, type ShopSetting } from '../protocol';
import { changeMeta, getMeta } from './store/meta';

const NONE: Settings = {
  off: [],
  platform: '',
  shop: '',
  shops: [],
  agent: '',
  pausedUntil: '',
  ignoredRules: [],
  remind: false,
  quietFrom: 21,
  quietUntil: 9,
  sites: {},
};
const LONGEST = 60;

let known: Settings | undefined;

/** Settings nobody has changed. */
export function defaults(): Settings {
  return NONE;
}

export async function settings(): Promise<Settings> {
  const stored = known ?? { ...NONE, ...(await getMeta('settings')) };
  // What was changed while this was read is newer.
  known ??= stored;
  return known;
}

/**
 * Changes what is named and valid, keeps the rest, and gives the whole.
 * @param part or what it is, given the settings it changes
 */
export async function change(part: Partial<Settings> | ((was: Settings) => Partial<Settings>)): Promise<Settings> {
  known = await changeMeta('settings', (stored) => {
    const was = { ...NONE, ...stored };
    return valid(typeof part === 'function' ? part(was) : part, was);
  });
  return known;
}

function valid(part: Partial<Settings>, was: Settings): Settings {
  return {
    off: names(part.off)?.filter((f) => (FEATURES as readonly string[]).includes(f)) ?? was.off,
    platform: isPlatform(part.platform) ? part.platform : was.platform,
    shop: line(part.shop) ?? was.shop,
    shops: shops(part.shops) ?? was.shops,
    agent: line(part.agent) ?? was.agent,
    pausedUntil: moment(part.pausedUntil) ?? was.pausedUntil,
    ignoredRules: names(part.ignoredRules) ?? was.ignoredRules,
    sites: switches(part.sites) ?? was.sites,
    remind: typeof part.remind === 'boolean' ? part.remind : was.remind,
    quietFrom: hour(part.quietFrom) ?? was.quietFrom,
    quietUntil: hour(part.quietUntil) ?? was.quietUntil,
  };
}

/** What is off, by the user's own switch or the team's. */
export async function off(): Promise<Off[]> {
  const own: Off[] = (await settings()).off.map((feature) => ({ feature, by: 'user', reason: '' }));
  return [...((await getMeta('off')) ?? []), ...own];
}

/** Says of a rule whether this shop ignores it. Those that block it may only while nobody has switched that off. */
export async function ignoring(): Promise<(rule: { id: string; severity: string }) => boolean> {
  const { ignoredRules } = await settings();
  if (ignoredRules.length === 0) return () => false;
  const locked = (await off()).some(({ feature }) => feature === 'ignore_block');
  return ({ id, severity }) => ignoredRules.includes(id) && !(locked && severity === 'block');
}

function names<T extends string>(value: T[] | undefined): T[] | undefined {
  return Array.isArray(value) ? [...new Set(value.filter((v) => typeof v === 'string'))] : undefined;
}

function switches(value: Record<string, boolean> | undefined): Record<string, boolean> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([, on]) => typeof on === 'boolean'));
}

function line(value: string | undefined): string | undefined {
  return typeof value === 'string' ? value.trim().slice(0, LONGEST) : undefined;
}

function isPlatform(value: unknown): value is ShopSetting['platform'] {
  return value === '' || value === 'taobao' || value === 'tmall';
}

/** More shops than anyone serves. */
const MOST_SHOPS = 50;

function shops(value: ShopSetting[] | undefined): ShopSetting[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const named = value.map((shop) => ({ name: line(shop?.name) ?? '', platform: shop?.platform }));
  return named.filter((shop): shop is ShopSetting => isPlatform(shop.platform)).slice(0, MOST_SHOPS);
}

function hour(value: number | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 24 ? value : undefined;
}

function moment(value: string | undefined): string | undefined {
  return value === '' || (typeof value === 'string' && !Number.isNaN(Date.parse(value))) ? value : undefined;
}
