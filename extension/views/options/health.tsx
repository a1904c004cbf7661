import { useState } from 'preact/hooks';
import type { Health as PageHealth, Status } from '../../protocol';
import { type TextKey, t } from '../../text';
import { words } from '../lib/sync-chip';
import { useAsked, useTick } from '../lib/use';
import { packKind } from '../lib/words';
import { healthReport } from './report';

const REFRESH_MS = 5000;

/** 运行状态: what runs, what failed and why, and a report to copy that holds nothing personal. */
export function Health({ status }: { status: Status }) {
  const pages = useAsked('health.get', {}, () => false);
  useTick(REFRESH_MS, pages.again);
  const [copied, setCopied] = useState(false);
  const { engine, store, sync } = status;

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(healthReport(status, pages.value?.pages ?? []));
    setCopied(true);
  }

  return (
    <section aria-labelledby="health">
      <h2 id="health">{t('health_title')}</h2>
      <dl>
        <dt>{t('health_version')}</dt>
        <dd>{status.version}</dd>
        <dt>{t('health_engine')}</dt>
        <dd class={engine.state === 'failed' ? 'bad' : ''}>
          {t(engine.state === 'failed' ? 'engine_failed' : engine.state === 'ready' ? 'engine_ready' : 'engine_cold')}
          {engine.traps > 0 && ` · ${t('engine_traps', engine.traps)}`}
          {engine.error && ` · ${engine.error}`}
        </dd>
        <dt>{t('health_store')}</dt>
        <dd class={store.error ? 'bad' : ''}>
          {store.error || t('store_counts', store.events, store.queued, store.drafts)}
        </dd>
        <dt>{t('team_sync')}</dt>
        <dd class={sync.state === 'revoked' || sync.error ? 'bad' : ''}>
          {sync.state === 'none' ? t('sync_none') : words(status)}
          {sync.error && ` · ${sync.error}`}
        </dd>
        {status.packs.map(({ kind, version, error }) => (
          <Pack key={kind} kind={kind} version={version} error={error} />
        ))}
      </dl>
      <h3>{t('health_pages')}</h3>
      {pages.value?.pages.length === 0 && <p class="muted">{t('health_no_pages')}</p>}
      {pages.value?.pages.map((page, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two tabs may report the very same
        <Page key={i} page={page} />
      ))}
      <button type="button" class="plain" onClick={() => void copy()}>
        {t('health_copy')}
      </button>{' '}
      <span class="muted small" role="status">
        {t(copied ? 'health_copied' : 'health_private')}
      </span>
    </section>
  );
}

function Pack({ kind, version, error }: Status['packs'][number]) {
  return (
    <>
      <dt>{t('health_pack', packKind(kind))}</dt>
      <dd class={error ? 'bad' : ''}>
        {t('health_pack_version', version)}
        {error && ` · ${t('health_pack_kept')} ${error}`}
      </dd>
    </>
  );
}

function Page({ page }: { page: PageHealth }) {
  const { site, seen, recognised, joined, hook, refused, ignored, strategies } = page;
  const list = (counts: Record<string, number>, called = (name: string) => name) =>
    Object.entries(counts)
      .map(([name, count]) => `${called(name)} ${count}`)
      .join(t('comma'));
  return (
    <dl class="page">
      <dt>{site}</dt>
      <dd>{t('health_rows', seen, recognised, joined)}</dd>
      <dt>{t('health_hook')}</dt>
      <dd>{t(hook === 'on' ? 'hook_on' : hook === 'off' ? 'hook_off' : 'hook_none')}</dd>
      {Object.keys(refused).length > 0 && (
        <>
          <dt>{t('health_refused')}</dt>
          <dd>{list(refused, (reason) => t(`reason_${reason}` as TextKey) || reason)}</dd>
        </>
      )}
      {Object.keys(ignored).length > 0 && (
        <>
          <dt>{t('health_ignored')}</dt>
          <dd>{list(ignored)}</dd>
        </>
      )}
      {Object.keys(strategies).length > 0 && (
        <>
          <dt>{t('health_strategies')}</dt>
          <dd class="small">{list(strategies)}</dd>
        </>
      )}
    </dl>
  );
}
