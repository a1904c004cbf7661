import type { Status } from '../../protocol';
import { t } from '../../text';
import { ask } from './ask';
import { clock } from './time';

/** Where this device stands with its team, in a few words; a click tries again at once. */
export function SyncChip({ status }: { status: Status }) {
  const { state, error, next, last } = status.sync;
  const title = [error, next && t('sync_next', clock(next)), last && t('sync_last', clock(last))]
    .filter(Boolean)
    .join('\n');
  if (state === 'none') {
    return (
      <button type="button" class="chip quiet" onClick={() => void chrome.runtime.openOptionsPage()}>
        {t('sync_none')}
      </button>
    );
  }
  return (
    <button
      type="button"
      class={`chip sync ${state}`}
      title={title}
      onClick={() => void ask('sync.now', {}).catch(() => {})}
    >
      {words(status)}
    </button>
  );
}

/** 已同步, 待同步 3, 失败,重试 … */
export function words({ sync, store }: Status): string {
  switch (sync.state) {
    case 'revoked':
      return t('sync_revoked');
    case 'syncing':
      return sync.progress === null ? t('sync_syncing') : t('sync_reading', sync.progress);
    case 'waiting':
    case 'failed':
      return navigator.onLine ? t('sync_failed') : t('sync_offline');
    default:
      return store.queued > 0 ? t('sync_queued', store.queued) : t('sync_idle');
  }
}
