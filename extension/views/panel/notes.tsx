import type { NoteState } from '../../engine';
import type { Status } from '../../protocol';
import { t } from '../../text';
import { Note } from './note';
import { useRecorder } from './record';
import { Writer } from './writer';

interface Props {
  id: string;
  notes: NoteState[];
  status: Status | undefined;
}

/** A case's notes, the newest last, and a box for the next one. */
export function Notes({ id, notes, status }: Props) {
  const recorder = useRecorder();
  const shown = notes.filter((note) => !note.deleted);
  return (
    <section>
      <h3>{t('notes_title')}</h3>
      {shown.length > 0 && (
        <ul class="notes">
          {shown.map((note) => (
            <Note key={note.id} id={id} note={note} status={status} />
          ))}
        </ul>
      )}
      <Writer
        draftKey={`note:${id}`}
        label={t('note_label')}
        placeholder={t('note_placeholder')}
        action={t('note_save')}
        recorder={recorder}
        save={(text) => recorder.record({ case: id, kind: 'note', body: { text } })}
      />
    </section>
  );
}
