import { useState } from 'preact/hooks';
import type { State } from '../../engine';
import { t } from '../../text';
import { colleagues, who } from '../lib/who';
import { useRecorder } from './record';
import { Writer } from './writer';

interface Props {
  id: string;
  me: string;
  state: State | null;
}

/** Hands a case to a colleague, or back to whoever is free: says where it stands, then lets it go. */
export function HandOver({ id, me, state }: Props) {
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState('');
  const recorder = useRecorder();

  async function save(text: string): Promise<boolean> {
    const said = to === '' ? t('hand_over_note', text) : t('hand_over_note_to', who(to, me), text);
    if (!(await recorder.record({ case: id, kind: 'note', body: { text: said } }))) return false;
    const base = state?.fields.assignee?.head;
    const body = { name: 'assignee', value: to };
    const gone = await recorder.record({ case: id, kind: 'field', ...(base && { base }), body });
    if (gone) setOpen(false);
    return gone;
  }

  if (!open)
    return (
      <button type="button" class="link" onClick={() => setOpen(true)}>
        {t('hand_over')}
      </button>
    );
  return (
    <>
      <label class="field">
        <span>{t('hand_over_to')}</span>
        <select value={to} onChange={(event) => setTo(event.currentTarget.value)}>
          <option value="">{t('hand_over_back')}</option>
          {colleagues(me).map(({ member, name }) => (
            <option key={member} value={member}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Writer
        draftKey={`hand_over:${id}`}
        label={t('hand_over_label')}
        placeholder={t('hand_over_hint')}
        action={t('hand_over_save')}
        recorder={recorder}
        save={save}
        onCancel={() => setOpen(false)}
      />
    </>
  );
}
