// A proxy between extension and backend that does to requests what networks do.
import http from 'node:http';

/**
 * What becomes of one request to the API. Each gets the request's answerer and what forwards it.
 * @type {Record<string, (reply: Reply, forward: () => Promise<Answer>) => Promise<void>>}
 * @typedef {http.ServerResponse} Reply
 * @typedef {{status: number, headers: http.IncomingHttpHeaders, body: Buffer}} Answer
 */
export const FAULTS = {
  async 'request lost'(reply) {
    reply.destroy();
  },
  async 'answer lost'(reply, forward) {
    await forward();
    reply.destroy();
  },
  async delayed(reply, forward) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    pass(reply, await forward());
  },
  async 'delivered twice'(reply, forward) {
    await forward();
    pass(reply, await forward());
  },
  async 'cut in the middle'(reply, forward) {
    const { status, headers, body } = await forward();
    reply.writeHead(status, headers);
    reply.write(body.subarray(0, body.length >> 1));
    setTimeout(() => reply.destroy(), 20);
  },
  async 'answered 500'(reply) {
    say(reply, 500, JSON.stringify({ error: { code: 'internal', message: 'x' } }));
  },
  async 'answered 429'(reply) {
    say(reply, 429, JSON.stringify({ error: { code: 'too_many', message: 'x' } }), { 'retry-after': '1' });
  },
  async 'answered 401 by something else'(reply) {
    say(reply, 401, '<h1>Unauthorized</h1>', { 'content-type': 'text/html' });
  },
  async 'another JSON'(reply) {
    say(reply, 200, JSON.stringify({ events: [], next: 9000, more: false }));
  },
  async 'a captive portal'(reply) {
    say(reply, 200, '<!doctype html><title>欢迎使用无线网络</title>', { 'content-type': 'text/html; charset=utf-8' });
  },
};

/** @param {Reply} reply @param {Answer} answer */
function pass(reply, { status, headers, body }) {
  reply.writeHead(status, headers).end(body);
}

/** @param {Reply} reply @param {number} status @param {string} text @param {Record<string, string>} [more] */
function say(reply, status, text, more = {}) {
  // Readable for the extension: a browser would hide it without the header, and all would look alike.
  reply
    .writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*', ...more })
    .end(text);
}

export class FaultyNetwork {
  /** The fault that requests of the API meet, '' for none. */
  fault = '';
  /** How many requests met one. */
  met = 0;

  /** @param {string} to the backend's origin */
  constructor(to) {
    this.to = to;
    this.server = http.createServer((request, reply) => void this.#serve(request, reply));
  }

  async start() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return this;
  }

  get origin() {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    return `http://127.0.0.1:${port}`;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** @param {http.IncomingMessage} request @param {Reply} reply */
  async #serve(request, reply) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const forward = () => this.#forward(request, Buffer.concat(chunks));
    const fault = request.method === 'OPTIONS' ? undefined : FAULTS[this.fault];
    try {
      if (!fault) return pass(reply, await forward());
      this.met++;
      await fault(reply, forward);
    } catch {
      reply.destroy();
    }
  }

  /** @param {http.IncomingMessage} request @param {Buffer} body @returns {Promise<Answer>} */
  #forward(request, body) {
    return new Promise((resolve, reject) => {
      const { host: _, ...headers } = request.headers;
      const onward = http.request(this.to + request.url, { method: request.method ?? 'GET', headers }, (answer) => {
        /** @type {Buffer[]} */
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
        );
        answer.on('error', reject);
      });
      onward.on('error', reject);
      onward.end(body);
    });
  }
}
