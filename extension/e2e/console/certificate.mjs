// A certificate for the console's host names, made once with openssl and kept out of version control.
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['*.taobao.com', '*.m.taobao.com', '*.tmall.com', '*.alicdn.com'];

/**
 * @param {string} dir made if absent
 * @returns {{key: Buffer, cert: Buffer, spki: string}} spki is the base64 SHA-256 of the public key,
 *   by which a browser can be told to trust this certificate and no other
 */
export function certificate(dir) {
  const keyFile = path.join(dir, 'console.key');
  const certFile = path.join(dir, 'console.crt');
  const fresh = () =>
    existsSync(keyFile) &&
    existsSync(certFile) &&
    Date.parse(new X509Certificate(readFileSync(certFile)).validTo) > Date.now() + 86_400_000;
  if (!fresh()) {
    mkdirSync(dir, { recursive: true });
    const tmp = path.join(dir, `new-${process.pid}`);
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '365',
        '-subj',
        '/CN=reconstructed console',
        '-addext',
        `subjectAltName=${NAMES.map((name) => `DNS:${name}`).join(',')}`,
        '-keyout',
        `${tmp}.key`,
        '-out',
        `${tmp}.crt`,
      ],
      { stdio: 'pipe' },
    );
    renameSync(`${tmp}.key`, keyFile);
    renameSync(`${tmp}.crt`, certFile);
  }
  const key = readFileSync(keyFile);
  const cert = readFileSync(certFile);
  const spki = createHash('sha256')
    .update(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .digest('base64');
  return { key, cert, spki };
}
