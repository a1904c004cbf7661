// Starting and ending programs of our own: by their id, never by name.
import { spawn } from 'node:child_process';
import net from 'node:net';

/** A loopback port that was free a moment ago. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** What runs now, so that nothing of it is left when this process goes without having stopped it. @type {Set<Program>} */
const running = new Set();
process.on('exit', () => {
  for (const program of running) program.signal('SIGTERM');
});

/** A child process whose last lines of output are kept for the error that may need them. */
export class Program {
  /** @param {string} command @param {string[]} args @param {{cwd?: string, env?: Record<string, string>}} [options] */
  constructor(command, args, { cwd, env } = {}) {
    this.command = command;
    /** @type {string[]} */
    this.lines = [];
    // A group of its own, so that what it starts ends with it.
    this.child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.lines.push(...String(text).split('\n').filter(Boolean));
        this.lines.splice(0, Math.max(0, this.lines.length - 200));
      });
    }
    running.add(this);
    this.ended = new Promise((resolve) => {
      this.child.once('exit', (code) => {
        running.delete(this);
        resolve(code);
      });
      this.child.once('error', (error) => {
        this.lines.push(String(error));
        resolve(undefined);
      });
    });
  }

  get running() {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Waits until url answers 200; throws with the program's last words if it ends or time runs out. @param {string} url */
  async answers(url, seconds = 30) {
    const until = Date.now() + seconds * 1000;
    while (Date.now() < until && this.running) {
      const ok = await fetch(url).then(
        (r) => r.ok,
        () => false,
      );
      if (ok) return;
      await new Promise((r) => setTimeout(r, 50));
    }
    const words = this.lines.slice(-20).join('\n');
    await this.stop();
    throw new Error(`${this.command} did not answer at ${url}:\n${words}`);
  }

  /** Sends a signal to the program and what it started. @param {NodeJS.Signals} name */
  signal(name) {
    const { pid } = this.child;
    if (!this.running || pid === undefined) return;
    try {
      if (process.platform === 'win32') this.child.kill(name);
      else process.kill(-pid, name);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  }

  /** Ends it, by force where it does not go within five seconds. */
  async stop() {
    if (!this.running) return;
    this.signal('SIGTERM');
    const patience = setTimeout(() => this.signal('SIGKILL'), 5000);
    await this.ended;
    clearTimeout(patience);
  }
}
