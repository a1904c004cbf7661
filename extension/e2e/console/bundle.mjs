// Bundles the console's own code with the esbuild that go.mod pins, into .cache.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const APP = path.join(path.dirname(fileURLToPath(import.meta.url)), 'app');
const ROOT = path.resolve(APP, '../../../..');
const OUT = path.join(ROOT, '.cache/console');

/** @param {string[]} entries @param {string} out a folder @param {string[]} [more] */
function esbuild(entries, out, more = []) {
  mkdirSync(out, { recursive: true });
  const options = [
    '--bundle',
    '--jsx=automatic',
    '--define:process.env.NODE_ENV="production"',
    '--target=chrome120',
    '--charset=utf8',
    '--log-level=warning',
  ];
  execFileSync('go', ['tool', 'esbuild', ...entries, ...options, ...more, `--outdir=${out}`], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** The page itself. */
export function app() {
  esbuild([path.join(APP, 'main.tsx')], OUT);
  return { js: readFileSync(path.join(OUT, 'main.js')), css: readFileSync(path.join(APP, 'console.css')) };
}

/** All that Pingban draws in a page, on a page of its own. @returns {string} */
export function gallery() {
  const out = path.join(ROOT, '.cache/gallery');
  esbuild([path.join(APP, '../../gallery/gallery.ts')], out);
  return readFileSync(path.join(out, 'gallery.js'), 'utf8');
}

let built = false;

/** One of the editors beside the page, a module; undefined where there is none of that name. @param {string} file */
export function editor(file) {
  const folder = path.join(APP, 'editors');
  const out = path.join(OUT, 'editors');
  if (!built) {
    const sources = readdirSync(folder).filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
    // Draft.js asks for `global`, as what was written for older bundlers does.
    const more = ['--format=esm', '--define:global=globalThis'];
    esbuild(
      sources.map((name) => path.join(folder, name)),
      out,
      more,
    );
    built = true;
  }
  return readdirSync(out).includes(file) ? readFileSync(path.join(out, file)) : undefined;
}
