import { useEffect, useState } from 'preact/hooks';
import type { Entry, NoteState } from '../../engine';
import type { Status } from '../../protocol';
import { t } from '../../text';
import { ask } from '../lib/ask';
import { readDraft } from '../lib/keeper';
import { short } from '../lib/time';
import { who } from '../lib/who';
import { useRecorder } from './record';
import { Writer } from './writer';

interface Props {
  id: string;
  note: NoteState;
  status: Status | undefined;
}

/** One note: its text, whether it is safe with the team, its history, and texts that met it. */
export function Note({ id, note, status }: Props) {
  const [mode, setMode] = useState<'read' | 'edit' | 'delete'>('read');
  const recorder = useRecorder();
  const me = status?.sync.member ?? '';
  const draftKey = `note_edit:${note.id}`;
  // An edit that was interrupted goes on where it was.
  useEffect(() => {
    readDraft(draftKey).then(
      (draft) => draft !== '' && setMode('edit'),
      () => {},
    );
  }, [draftKey]);
  const edit = (text: string) =>
    recorder.record({ case: id, kind: 'note_edit', base: note.head, body: { note: note.id, text } });

  async function remove(): Promise<void> {
    if (await recorder.record({ case: id, kind: 'note_delete', base: note.head, body: { note: note.id } }))
      setMode('read');
  }

  return (
    <li class="note">
      {mode === 'edit' ? (
        <Writer
          draftKey={draftKey}
          label={t('note_label')}
          action={t('note_save')}
          initial={note.text}
          recorder={recorder}
          save={async (text) => {
            const done = text === note.text || (await edit(text));
            if (done) setMode('read');
            return done;
          }}
          onCancel={() => setMode('read')}
        />
      ) : (
        <p class="note-text">{note.text}</p>
      )}
      <div class="row small">
        <span class="muted">
          {who(note.actor, me)} {short(note.at)}
          {note.history.length > 1 && ` · ${t('note_edited')}`}
        </span>
        <Kept note={note} status={status} />
        {mode === 'read' && (
          <span class="actions">
            <button type="button" class="link" onClick={() => setMode('edit')}>
              {t('edit')}
            </button>
            <button type="button" class="link" onClick={() => setMode('delete')}>
              {t('delete')}
            </button>
          </span>
        )}
      </div>
      {mode === 'delete' && (
        <div class="row confirm" role="alertdialog" aria-label={t('note_delete_ask')}>
          <span>{t('note_delete_ask')}</span>
          <button type="button" class="danger" onClick={() => void remove()}>
            {t('delete')}
          </button>
          <button type="button" class="plain" onClick={() => setMode('read')}>
            {t('cancel')}
          </button>
        </div>
      )}
      {mode !== 'edit' && recorder.error && (
        <p class="notice bad" role="alert">
          {recorder.error}
        </p>
      )}
      {note.others.map((other) => (
        <Other key={other.event} entry={other} me={me} onTake={() => void edit(other.text)} />
      ))}
      {note.history.length > 1 && (
        <details class="history">
          <summary>{t('note_history', note.history.length)}</summary>
          <ol>
            {note.history.map((entry) => (
              <li key={entry.event}>
                <span class="muted small">
                  {who(entry.actor, me)} {short(entry.at)}
                </span>
                <p class="note-text">{entry.text}</p>
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

/** A text written at the same time elsewhere: kept and shown until someone decides. */
function Other({ entry, me, onTake }: { entry: Entry; me: string; onTake(): void }) {
  return (
    <div class="conflict">
      <p class="small">
        <b>{t('note_conflict')}</b> {who(entry.actor, me)} {short(entry.at)}
      </p>
      <p class="note-text">{entry.text}</p>
      <button type="button" class="link" onClick={onTake}>
        {t('note_take')}
      </button>
    </div>
  );
}

/** 已保存 · 待同步 · 已同步 · 失败,重试 */
function Kept({ note, status }: { note: NoteState; status: Status | undefined }) {
  if (!note.pending) return <span class="kept good">{t('note_synced')}</span>;
  switch (status?.sync.state) {
    case undefined:
    case 'none':
      return <span class="kept good">{t('note_saved')}</span>;
    case 'waiting':
    case 'failed':
    case 'revoked':
      return (
        <button
          type="button"
          class="kept bad link"
          title={status.sync.error}
          onClick={() => void ask('sync.now', {}).catch(() => {})}
        >
          {t('note_failed')}
        </button>
      );
    default:
      return <span class="kept">{t('note_pending')}</span>;
  }
}
