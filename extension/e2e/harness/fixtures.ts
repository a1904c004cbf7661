// What every spec starts from: the console on its real host names, a Chromium with the extension in
// it, and, for those that ask, a backend with a team. At a test's end neither a page nor the
// extension may have had an error.
import { test as base, expect } from '@playwright/test';
import { Console } from '../console/server.mjs';
import { backend } from './backend.mjs';
import { Desk } from './desk';
import { Team } from './team.mjs';

export type Runtime = 'native' | 'workerd';

interface Options {
  runtime: Runtime;
  /**
   * The browser a test gets: the one of the test before, wiped; that one as it was left but for what tidy() takes
   * away, for tests that only look at pages; or one of its own, where what it does to it outlasts a wipe.
   */
  browsing: 'wiped' | 'kept' | 'own';
  /** Every host is granted that a page may be asked for. */
  grant: boolean;
}

interface Fixtures {
  desk: Desk;
  /** A running backend. */
  server: ReturnType<typeof backend>;
  /** The lead's view of a team on it. */
  team: Team;
  /** The team, with the desk's extension joined as an agent. */
  joined: Team;
}

interface WorkerFixtures {
  site: Console;
  /** Holds the browser of the test before, while there is one, and whether it was kept as it was left. */
  common: { desk?: Desk | undefined; grant?: boolean; kept?: boolean };
}

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  runtime: ['native', { option: true }],
  browsing: ['wiped', { option: true }],
  grant: [false, { option: true }],

  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs off this pattern.
    async ({}, use) => {
      const site = await new Console().start();
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],

  common: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const common: WorkerFixtures['common'] = {};
      await use(common);
      await common.desk?.close();
    },
    { scope: 'worker' },
  ],

  desk: async ({ site, browsing, grant, common }, use) => {
    site.sample = undefined;
    site.replies.length = 0;
    site.requests.length = 0;
    // What a test kept is for those that keep it as well.
    const left = browsing !== 'kept' && common.kept && !(await common.desk?.wipe());
    if (browsing === 'own' || common.grant !== grant || left) {
      await common.desk?.close();
      common.desk = undefined;
    }
    const desk = common.desk ?? (await Desk.open(site, grant));
    Object.assign(common, { desk, grant, kept: browsing === 'kept' });
    await use(desk);
    const faults = await desk.faults();
    if (browsing === 'kept') await desk.tidy();
    else if (browsing === 'own' || !(await desk.wipe())) {
      common.desk = undefined;
      await desk.close();
    }
    expect(faults, 'errors of the pages and of the extension').toEqual([]);
  },

  server: async ({ runtime }, use) => {
    const server = backend(runtime);
    await server.start();
    await use(server);
    await server.remove();
  },

  team: async ({ server }, use) => {
    await use(await Team.found(server));
  },

  joined: async ({ team, desk }, use) => {
    await desk.extension.ask('join', { origin: team.origin, code: await team.invite(), name: '小陈' });
    await use(team);
  },
});

export { expect };
