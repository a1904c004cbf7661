// The whole of it for programs that are no tests: console, native backend, team, and a browser whose
// extension has joined.
import { rmSync } from 'node:fs';
import { Console } from '../console/server.mjs';
import { Native } from './backend.mjs';
import { freshProfile, launch } from './browser.mjs';
import { Extension } from './extension.mjs';
import { Team } from './team.mjs';

/** Everything freshly made; stop() ends and removes it. */
export async function stage() {
  const site = await new Console().start();
  const server = await new Native().start();
  const team = await Team.found(server);
  const profile = freshProfile();
  const context = await launch({ switches: site.switches, profile });
  const extension = await Extension.in(context);
  await extension.ask('join', { origin: team.origin, code: await team.invite(), name: '小陈' });
  return {
    site,
    server,
    team,
    context,
    extension,
    async stop() {
      await context.close();
      await server.remove();
      await site.stop();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
