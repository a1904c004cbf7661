import type { Pack, Switch } from '../../engine';
import { FEATURES, type Feature, type Off } from '../../protocol';
import { t } from '../../text';
import type { EngineHost } from '../engine/host';
import type { StoredPack } from '../store/db';
import type { Identity } from '../store/meta';
import { isEmpty, putPacks, storedPacks } from '../store/packs';
import { Refusal, request, Unreachable } from './http';

const KINDS = ['rules', 'scripts', 'clocks', 'sites', 'switches'] as const;

/** Fetches the team's packs and gives the engine those that are new. Gives whether any was. */
export async function refreshPacks(me: Identity, engine: EngineHost, signal: AbortSignal): Promise<boolean> {
  const had = new Map((await storedPacks()).map((pack) => [pack.kind, pack]));
  const fresh: StoredPack[] = [];
  for (const kind of KINDS) {
    const pack = await fetchPack(me, kind, had.get(kind), signal);
    if (pack) fresh.push(pack);
  }
  // A team without packs is no reason to start the engine.
  const news = fresh.filter(({ kind, body }) => !isEmpty(body) || !isEmpty(had.get(kind)?.body));
  const idle = fresh.filter((pack) => !news.includes(pack));
  if (idle.length > 0) await putPacks(idle);
  if (news.length === 0) return false;
  await adopt(engine, had, news);
  return true;
}

async function fetchPack(
  me: Identity,
  kind: string,
  had: StoredPack | undefined,
  signal: AbortSignal,
): Promise<StoredPack | undefined> {
  try {
    const path = `/v1/packs/${kind}`;
    const { status, body, etag } = await request({
      origin: me.origin,
      path,
      token: me.token,
      etag: had?.etag ?? '',
      signal,
    });
    if (status === 304) return undefined;
    const answer = body as { version?: unknown; body?: unknown } | null;
    if (typeof answer?.version !== 'number' || answer.body === undefined) throw new Unreachable(t('error_shape', path));
    if (answer.version === had?.version && had.error === '') return undefined;
    return { kind, version: answer.version, etag, body: answer.body, error: '' };
  } catch (fault) {
    if (fault instanceof Refusal && fault.status === 404) return undefined;
    throw fault;
  }
}

/** Tries the new packs; one with a fault is left out, and the one before it stays in use. */
async function adopt(engine: EngineHost, had: Map<string, StoredPack>, fresh: StoredPack[]): Promise<void> {
  const wanted = new Map(had);
  for (const pack of fresh) wanted.set(pack.kind, pack);
  let { faults, switches } = await engine.load(bodies(wanted));
  if (faults.length > 0) {
    for (const pack of fresh) {
      const reasons = faults
        .filter((fault) => fault.kind === pack.kind)
        .map(({ path, reason }) => `${path}: ${reason}`);
      if (reasons.length === 0) continue;
      const before = had.get(pack.kind);
      wanted.set(pack.kind, { ...pack, body: before?.body ?? null, error: reasons.join('\n').slice(0, 2000) });
    }
    ({ faults, switches } = await engine.load(bodies(wanted)));
  }
  const kept = [...wanted.values()].filter(({ kind }) => fresh.some((pack) => pack.kind === kind));
  await putPacks(kept, offs(switches));
}

function bodies(packs: Map<string, StoredPack>): Pack[] {
  return [...packs.values()].flatMap(({ kind, body }) => (body === null ? [] : [{ kind, body }]));
}

function offs(switches: Switch[]): Off[] {
  const { version } = chrome.runtime.getManifest();
  return switches
    .filter((s) => isFeature(s.feature) && (s.version === '' || s.version === version))
    .map(({ feature, reason }) => ({ feature: feature as Feature, by: 'team', reason }));
}

function isFeature(name: string): name is Feature {
  return (FEATURES as readonly string[]).includes(name);
}
