import { useRef, useState } from 'preact/hooks';
import type { BackupPlan } from '../../protocol';
import { t } from '../../text';
import { ask } from '../lib/ask';
import { rfc3339 } from '../lib/time';

interface Chosen {
  text: string;
  plan: BackupPlan;
}

/** This computer's own data into a file, and such a file merged in: first looked at, then taken. */
export function Backup() {
  const [said, setSaid] = useState('');
  const [error, setError] = useState('');
  const [chosen, setChosen] = useState<Chosen>();
  const file = useRef<HTMLInputElement>(null);

  async function guarded(work: () => Promise<void>): Promise<void> {
    setError('');
    try {
      await work();
    } catch (fault) {
      setSaid('');
      setError(fault instanceof Error ? fault.message : String(fault));
    }
  }

  const save = () =>
    guarded(async () => {
      const { text, events, drafts } = await ask('backup', {});
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      link.download = `评伴-${rfc3339(Date.now()).slice(0, 10)}.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      setSaid(t('backup_exported', events, drafts));
    });

  const look = (picked: File) =>
    guarded(async () => {
      setChosen(undefined);
      setSaid(t('backup_checking'));
      const text = await picked.text();
      setChosen({ text, plan: await ask('backup.take', { text, merge: false }) });
      setSaid('');
    });

  const merge = ({ text }: Chosen) =>
    guarded(async () => {
      const { events, drafts } = await ask('backup.take', { text, merge: true });
      setChosen(undefined);
      setSaid(t('backup_done', events, drafts));
    });

  return (
    <section aria-labelledby="backup">
      <h2 id="backup">{t('backup_title')}</h2>
      <p class="muted small">{t('backup_hint')}</p>
      <div class="row">
        <button type="button" class="plain" onClick={() => void save()}>
          {t('backup_export')}
        </button>
        <button type="button" class="plain" onClick={() => file.current?.click()}>
          {t('backup_import')}
        </button>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          aria-label={t('backup_import')}
          hidden
          onChange={(event) => {
            const [picked] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            if (picked) void look(picked);
          }}
        />
      </div>
      {chosen && <Plan plan={chosen.plan} onMerge={() => void merge(chosen)} onCancel={() => setChosen(undefined)} />}
      <p class="small" role="status">
        {said}
      </p>
      {error && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
    </section>
  );
}

function Plan({ plan, onMerge, onCancel }: { plan: BackupPlan; onMerge(): void; onCancel(): void }) {
  const { events, already, drafts, scripts, masked, faults, reasons, later } = plan;
  return (
    <div class="confirm">
      <p>{t('backup_plan', events, already, drafts)}</p>
      {scripts > 0 && <p>{t('backup_plan_scripts', scripts)}</p>}
      {masked > 0 && <p>{t('backup_plan_masked', masked)}</p>}
      {later && <p>{t('backup_later')}</p>}
      {faults > 0 && <p class="bad">{t('backup_plan_faults', faults, reasons.join(t('comma')))}</p>}
      {events + drafts + scripts === 0 && <p>{t('backup_nothing')}</p>}
      <div class="row">
        <button type="button" class="main" onClick={onMerge}>
          {t('backup_merge')}
        </button>
        <button type="button" class="plain" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </div>
  );
}
