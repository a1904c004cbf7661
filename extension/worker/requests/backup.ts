import type { BackupPlan } from '../../protocol';
import type { App } from '../app';
import { exported, merge, planned } from '../backup';
import { registerPages } from '../pages';
import type { Handlers } from '../router';
import { ownPack } from '../store/own';

/** This device's own data into a file and out of it. */
export function backupRequests(app: App): Pick<Handlers, 'backup' | 'backup.take'> {
  return {
    backup: () => exported(),

    async 'backup.take'({ text, merge: wanted }) {
      const plan = await planned(text, app.engine);
      if (wanted) {
        await merge(plan);
        if (plan.scripts) {
          await app.engine.call('packs', { packs: [await ownPack()] });
          app.tell({ changed: 'packs' });
        }
        await registerPages(await app.sites());
        app.replica.changed();
        app.tell({ changed: 'cases', cases: [...new Set(plan.add.map((event) => event.case))] });
        app.tell({ changed: 'settings' });
        app.tell({ changed: 'status' });
        void app.sync.kick('record');
      }
      const { events, already, drafts, scripts, masked, faults, reasons, later }: BackupPlan = plan;
      return { events, already, drafts, scripts, masked, faults, reasons, later };
    },
  };
}
