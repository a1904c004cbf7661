import shipped from '../../../internal/changes/changes.json';
import type { Status, VersionChange } from '../../protocol';
import { t } from '../../text';
import { ask } from './ask';

/** A quiet word: this is a new version, or one is out. Each is put away with one click and stays away. */
export function Versions({ status }: { status: Status }) {
  const { newest, updated, version } = status;
  const read = (what: 'updated' | 'newest') => void ask('version.read', { what }).catch(() => {});
  return (
    <>
      {updated && (
        <div class="version" role="status">
          <b>{t('updated_title', version)}</b>
          <Changes changes={after(shipped, updated)} />
          <p class="muted small">{t('updated_pages')}</p>
          <button type="button" class="link" onClick={() => read('updated')}>
            {t('updated_ok')}
          </button>
        </div>
      )}
      {newest && (
        <div class="version" role="status">
          <b>{t('newer_title', newest.version, version)}</b>
          <Changes changes={newest.changes} />
          <p class="muted small">{t(newest.ready ? 'newer_ready' : 'newer_how')}</p>
          <div class="row">
            <button type="button" class="plain" onClick={() => chrome.runtime.reload()}>
              {t('newer_reload')}
            </button>
            <button type="button" class="link" onClick={() => read('newest')}>
              {t('newer_later')}
            </button>
          </div>
        </div>
      )}
    </>
  );
}

function Changes({ changes }: { changes: VersionChange[] }) {
  const zh = chrome.i18n.getUILanguage().startsWith('zh');
  return (
    <ul class="small">
      {changes
        .flatMap((change) => (zh ? change.zh : change.en))
        .map((line) => (
          <li key={line}>{line}</li>
        ))}
    </ul>
  );
}

/** The changes above the version that ran before: the file has the newest on top. */
function after(all: VersionChange[], before: string): VersionChange[] {
  const at = all.findIndex(({ version }) => version === before);
  return at < 0 ? all : all.slice(0, at);
}
