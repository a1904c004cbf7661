import { useState } from 'preact/hooks';
import type { State } from '../../engine';
import { t } from '../../text';
import { useRecorder } from './record';
import { Writer } from './writer';

/** Hands a case to whoever takes it next: says where it stands, then puts it back. */
export function HandOver({ id, state }: { id: string; state: State | null }) {
  const [open, setOpen] = useState(false);
  const recorder = useRecorder();

  async function save(text: string): Promise<boolean> {
    const noted = await recorder.record({ case: id, kind: 'note', body: { text: t('hand_over_note', text) } });
    if (!noted) return false;
    const base = state?.fields.assignee?.head;
    const body = { name: 'assignee', value: '' };
    const released = await recorder.record({ case: id, kind: 'field', ...(base && { base }), body });
    if (released) setOpen(false);
    return released;
  }

  if (!open)
    return (
      <button type="button" class="link" onClick={() => setOpen(true)}>
        {t('hand_over')}
      </button>
    );
  return (
    <Writer
      draftKey={`hand_over:${id}`}
      label={t('hand_over_label')}
      placeholder={t('hand_over_hint')}
      action={t('hand_over_save')}
      recorder={recorder}
      save={save}
      onCancel={() => setOpen(false)}
    />
  );
}
