// The team backend on both of its runtimes, each with a database of its own and on a port that it
// keeps when it is stopped and started again.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CACHE, ROOT } from '../console/server.mjs';
import { freePort, Program } from './process.mjs';

const SECRET = 'operator-secret-of-the-specs';

/** Both runtimes: start, stop, and where it is. */
class Backend {
  secret = SECRET;
  port = 0;
  /** @type {Program|undefined} */
  program;

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  async start() {
    this.port ||= await freePort();
    this.program = this.spawn();
    await this.program.answers(`${this.origin}/readyz`);
    return this;
  }

  /** @returns {Program} */
  spawn() {
    throw new Error('not a runtime');
  }

  async stop() {
    await this.program?.stop();
  }
}

/** @type {string|undefined} */
let built;

/** The native server, built once a run. @returns {string} its file */
export function nativeServer() {
  if (built) return built;
  const out = path.join(CACHE, 'pingban-server');
  mkdirSync(CACHE, { recursive: true });
  execFileSync('go', ['build', '-o', out, './backend'], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  built = out;
  return out;
}

/** `go run ./backend` on a SQLite file. */
export class Native extends Backend {
  name = 'native';

  /** @param {{db?: string, port?: number, secret?: string}} [options] db: a file to keep; else one of its own, in a temporary folder */
  constructor({ db, port = 0, secret = SECRET } = {}) {
    super();
    this.port = port;
    this.secret = secret;
    this.dir = db ? undefined : mkdtempSync(path.join(os.tmpdir(), 'pingban-native-'));
    this.db = db ?? path.join(/** @type {string} */ (this.dir), 'team.db');
  }

  spawn() {
    return new Program(nativeServer(), ['-addr', `127.0.0.1:${this.port}`, '-db', this.db, '-rate-limit', '0'], {
      env: { PINGBAN_OPERATOR_SECRET: this.secret },
    });
  }

  async remove() {
    await this.stop();
    if (this.dir) rmSync(this.dir, { recursive: true, force: true });
  }
}

const BACKEND = path.join(ROOT, 'backend');
const BINS = ['node', '.bin'].map((dir) => path.join(BACKEND, 'node_modules', dir === 'node' ? 'node/bin' : dir));
const WRANGLER_ENV = {
  PATH: [...BINS, process.env.PATH].join(path.delimiter),
  WRANGLER_SEND_METRICS: 'false',
  CI: '1',
  NO_COLOR: '1',
};

/** @param {string[]} args */
const wrangler = (args) =>
  execFileSync('wrangler', args, {
    cwd: BACKEND,
    env: { ...process.env, ...WRANGLER_ENV },
    stdio: ['ignore', 'ignore', 'pipe'],
  });

/** An empty, migrated local D1, made once for each set of migrations. */
function migrated() {
  const config = readFileSync(path.join(BACKEND, 'wrangler.jsonc'), 'utf8');
  const name = /"database_name":\s*"([^"]+)"/.exec(config)?.[1];
  if (!name) throw new Error('backend/wrangler.jsonc names no database');
  const dir = mkdtempSync(path.join(os.tmpdir(), 'pingban-d1-'));
  wrangler(['d1', 'migrations', 'apply', name, '--local', '--persist-to', dir]);
  return dir;
}

/** The Worker under workerd with a local D1, through wrangler. */
export class Workerd extends Backend {
  name = 'workerd';
  /** @type {string|undefined} */
  static template;

  /** Where the D1 of this one lies; a copy of the migrated one. */
  dir = mkdtempSync(path.join(os.tmpdir(), 'pingban-workerd-'));

  async start() {
    if (!existsSync(path.join(BACKEND, 'node_modules/wrangler')))
      throw new Error('workerd is not installed: run make deps');
    if (!this.port) {
      Workerd.template ??= migrated();
      cpSync(Workerd.template, this.dir, { recursive: true });
    }
    return super.start();
  }

  spawn() {
    const args = [
      'dev',
      '--local',
      '--ip',
      '127.0.0.1',
      '--port',
      String(this.port),
      '--inspector-port',
      '0',
      '--show-interactive-dev-session=false',
      '--persist-to',
      this.dir,
      '--var',
      `PINGBAN_OPERATOR_SECRET:${this.secret}`,
      '--var',
      'PINGBAN_RATE_LIMIT:0',
    ];
    return new Program('wrangler', args, { cwd: BACKEND, env: WRANGLER_ENV });
  }

  async remove() {
    await this.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** @param {'native'|'workerd'} runtime */
export const backend = (runtime) => (runtime === 'native' ? new Native() : new Workerd());
