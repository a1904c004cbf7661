import { t } from '../../text';
import type { App } from '../app';
import { report, reports } from '../health';
import { registerPages, switchesOf } from '../pages';
import type { Handlers } from '../router';
import { change } from '../settings';
import { forgetTeam } from '../store/log';
import { changeMeta, getMeta, putMeta } from '../store/meta';
import { boardAddress } from '../sync/board';
import { inTeam, join } from '../sync/join';
import { forgetSkew } from '../time';

type Mine =
  | 'status'
  | 'version.read'
  | 'pages'
  | 'page.set'
  | 'health'
  | 'health.get'
  | 'join'
  | 'leave'
  | 'sync.now'
  | 'board'
  | 'panel.open'
  | 'panel.case';

/** The connection to the team, the side panel, and how it all runs. */
export function shellRequests(app: App): Pick<Handlers, Mine> {
  async function forget(): Promise<void> {
    await app.sync.halt();
    await forgetTeam();
    forgetSkew();
    app.replica.forgotten();
    app.engine.discard(); // packs are merged over what ships and cannot be taken out again
  }

  return {
    status: () => app.status(),

    async 'version.read'({ what }) {
      if (what === 'updated') await putMeta('updated', undefined);
      else await changeMeta('newest', (newest) => newest && { ...newest, hidden: true });
      app.tell({ changed: 'status' });
      return app.status();
    },

    async pages() {
      return { pages: await switchesOf(await app.sites()) };
    },

    async 'page.set'({ id, on }) {
      const sites = await app.sites();
      await change((was) => ({ sites: { ...was.sites, [id]: on } }));
      await registerPages(sites);
      app.tell({ changed: 'settings' });
      return { pages: await switchesOf(sites) };
    },

    async health(body, sender) {
      await report(body, sender);
      return {};
    },

    async 'health.get'() {
      return { pages: await reports() };
    },

    async join({ origin, code, name }) {
      if (await inTeam()) throw new Error(t('error_join_already'));
      const before = await getMeta('identity');
      const me = await join(origin, code, name);
      if (before && before.team !== me.team) app.replica.forgotten();
      app.replica.changed();
      app.tell({ changed: 'status' });
      await app.sync.kick('join');
      return app.status();
    },

    async leave() {
      await forget();
      app.tell({ changed: 'packs' });
      app.tell({ changed: 'settings' });
      app.tell({ changed: 'status' });
      return app.status();
    },

    async 'sync.now'() {
      await app.sync.kick('user');
      return app.status();
    },

    async board() {
      return { url: await boardAddress() };
    },

    async 'panel.open'({ case: id }, sender) {
      await app.panel.open(id, sender);
      return {};
    },

    async 'panel.case'() {
      return { case: await app.panel.followed() };
    },
  };
}
