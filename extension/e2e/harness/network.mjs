// A network between extension and backend that can be as bad as a real one: everything passes, until
// a fault is set for the requests to come.
import http from 'node:http';
import { freePort } from './process.mjs';

const HTML = '<!doctype html><title>登录无线网络</title><p>请先登录';

/** @typedef {(to: Exchange) => void | Promise<void>} Fault what becomes of one request */

/** One request and its answer-to-be. */
class Exchange {
  /** @param {number} port of the backend @param {http.IncomingMessage} request @param {Buffer} body @param {http.ServerResponse} response */
  constructor(port, request, body, response) {
    this.port = port;
    this.request = request;
    this.body = body;
    this.response = response;
  }

  /** Lets the backend have it. @returns {Promise<{status: number, headers: http.IncomingHttpHeaders, body: Buffer}>} */
  forward() {
    const { port, request, body } = this;
    return new Promise((resolve, reject) => {
      const { method, url: path, headers } = request;
      const out = http.request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
        /** @type {Buffer[]} */
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(parts) }),
        );
      });
      out.on('error', reject);
      out.end(body);
    });
  }

  /** @param {number} status @param {http.OutgoingHttpHeaders} headers @param {string|Buffer} body */
  answer(status, headers, body) {
    this.response.writeHead(status, { ...CORS(this.request), ...headers });
    this.response.end(body);
  }

  /** The connection breaks. */
  hangUp() {
    this.response.socket?.destroy();
  }

  async pass() {
    const { status, headers, body } = await this.forward();
    this.response.writeHead(status, headers);
    this.response.end(body);
  }
}

/** A portal or a proxy in between allows whoever asks, so that its answer is read and not only refused. @param {http.IncomingMessage} request */
const CORS = (request) => ({ 'access-control-allow-origin': request.headers.origin ?? '*' });

const json = { 'content-type': 'application/json' };
const error = (/** @type {string} */ code) => JSON.stringify({ error: { code, message: code } });

/** What can go wrong with a request, by name. @type {Record<string, Fault>} */
export const FAULTS = {
  'request lost': (to) => to.hangUp(),
  'answer lost': async (to) => {
    await to.forward();
    to.hangUp();
  },
  'answer late': async (to) => {
    await new Promise((r) => setTimeout(r, 700));
    await to.pass();
  },
  'delivered twice': async (to) => {
    await to.forward();
    await to.pass();
  },
  'delivered again later': async (to) => {
    await to.pass();
    setTimeout(() => to.forward().catch(() => {}), 400);
  },
  'answer cut in the middle': async (to) => {
    const { status, headers, body } = await to.forward();
    to.response.writeHead(status, { ...headers, 'content-length': body.length + 1 });
    to.response.write(body.subarray(0, body.length / 2), () => to.hangUp());
  },
  'half an answer that looks whole': async (to) => {
    const { status, headers, body } = await to.forward();
    const half = body.subarray(0, body.length / 2);
    to.response.writeHead(status, { ...headers, 'content-length': half.length });
    to.response.end(half);
  },
  'error 500': (to) => to.answer(500, json, error('internal')),
  'error 502 of a proxy': (to) => to.answer(502, { 'content-type': 'text/html' }, HTML),
  'too many requests': (to) => to.answer(429, { ...json, 'retry-after': '1' }, error('too_many')),
  'token refused': (to) => to.answer(401, json, error('unauthorized')),
  'JSON of something else': (to) => to.answer(200, json, '{"hello":["world"]}'),
  'no JSON': (to) => to.answer(200, json, '{"events":'),
  "a portal's page": (to) => to.answer(200, { 'content-type': 'text/html' }, HTML),
  "a portal's redirect": (to) => to.answer(302, { location: 'https://example.com/login' }, ''),
};

export class Network {
  /** @type {(request: http.IncomingMessage) => Fault | undefined} */
  #choose = () => undefined;
  /** How many requests met a fault. */
  met = 0;

  /** @param {{port: number}} backend @param {number} port where the extension finds it instead */
  constructor(backend, port) {
    this.origin = `http://127.0.0.1:${port}`;
    this.server = http.createServer((request, response) => {
      /** @type {Buffer[]} */
      const parts = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        const fault = request.method === 'OPTIONS' ? undefined : this.#choose(request);
        if (fault) this.met++;
        const exchange = new Exchange(backend.port, request, Buffer.concat(parts), response);
        Promise.resolve((fault ?? ((to) => to.pass()))(exchange)).catch(() => exchange.hangUp());
      });
    });
  }

  /** A network before a running backend. @param {{port: number}} backend */
  static async before(backend) {
    const port = await freePort();
    const network = new Network(backend, port);
    await new Promise((resolve) => network.server.listen(port, '127.0.0.1', () => resolve(undefined)));
    return network;
  }

  /** Asks for the fault of each request from now on. @param {(request: http.IncomingMessage) => Fault | undefined} choose */
  during(choose) {
    this.#choose = choose;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
