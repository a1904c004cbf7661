// The demo's team, made once and found again on later runs: run/ holds its database and what is
// needed to speak for its lead.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../console/server.mjs';
import { Native } from '../harness/backend.mjs';
import { freePort } from '../harness/process.mjs';
import { Team } from '../harness/team.mjs';

export const RUN = path.join(ROOT, 'run');
const KEPT = path.join(RUN, 'demo.json');
const PORT = 8787;

/** @param {number} port */
const free = async (port) => {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
};

/** @returns {Promise<{server: Native, team: Team}>} a running backend and its lead */
export async function demoTeam() {
  mkdirSync(RUN, { recursive: true });
  const kept = existsSync(KEPT)
    ? JSON.parse(readFileSync(KEPT, 'utf8'))
    : { secret: randomBytes(24).toString('base64url') };
  const port = (await free(PORT)) ? PORT : await freePort();
  const server = new Native({ db: path.join(RUN, 'team.db'), port, secret: kept.secret });
  await server.start();
  let team = kept.lead ? new Team(server, kept.lead) : undefined;
  // A database that was deleted has forgotten the lead.
  const known = team && (await team.call('GET', '/v1/members').then(Boolean, () => false));
  if (!team || !known) team = await Team.found(server);
  writeFileSync(KEPT, JSON.stringify({ secret: kept.secret, lead: team.token }, null, 2), { mode: 0o600 });
  return { server, team };
}

/**
 * Joins the extension to the demo's team unless it already is.
 * @param {import('../harness/extension.mjs').Extension} extension @param {Team} team
 */
export async function joinDemo(extension, team) {
  const { sync } = await extension.ask('status');
  if (sync.origin === team.origin && !['none', 'revoked'].includes(sync.state)) {
    const now = await extension.ask('sync.now').catch(() => undefined);
    if (now && now.sync.state !== 'revoked') return;
  }
  if (sync.state !== 'none') await extension.ask('leave');
  await extension.ask('join', { origin: team.origin, code: await team.invite(), name: '小陈' });
}
