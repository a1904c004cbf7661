// Plays the reconstructed console on its real host names: an HTTPS server on loopback that a browser
// reaches through --host-resolver-rules. It keeps what was asked and what was sent, so that a spec
// can show that nothing was sent by anyone but the agent.
import https from 'node:https';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ANSWERS } from './answers.mjs';
import { app, editor } from './bundle.mjs';
import { certificate } from './certificate.mjs';
import { answer, rows } from './rows.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
export const ROOT = path.resolve(HERE, '../../..');
export const CACHE = path.join(ROOT, '.cache');
/** Where the console's certificate is kept. */
export const CERTIFICATES = path.join(CACHE, 'console');

export const LIST = 'https://myseller.taobao.com/home.htm/comment-manage/list/rateWait4PC';
const HOSTS = ['*.taobao.com', '*.tmall.com', '*.alicdn.com', '*.pinduoduo.com', '*.jd.com', '*.jinritemai.com'];
const LIST_API = '/h5/mtop.rm.sellercenter.list.data.pc/1.0/';
const EDITORS = '/assets/editors/';
/** A page of another site that holds the list in a frame. */
export const FRAMED = 'https://work.tmall.com/framed';
const STRICT =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: https://img.alicdn.com; connect-src 'self' https://h5api.m.taobao.com https://rate.taobao.com; object-src 'none'; base-uri 'none'; form-action 'none'";

const shell = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>评价管理（合成页）</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/console.css"></head>
<body><div id="ice-container"></div><script src="/assets/app.js"></script></body></html>`;

/** @param {string} search */
const frame = (search) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>工作台</title><link rel="icon" href="data:,"></head>
<body style="margin:0;padding:40px 0 0 24px"><iframe title="评价管理" src="${LIST}${search.replaceAll('"', '')}" style="width:1380px;height:820px;border:0"></iframe></body></html>`;

const picture = (hue) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" rx="4" fill="hsl(${hue} 35% 88%)"/><circle cx="30" cy="26" r="12" fill="hsl(${hue} 45% 62%)"/><rect x="14" y="42" width="32" height="6" rx="3" fill="hsl(${hue} 40% 74%)"/></svg>`;

/** @param {import('node:http').IncomingMessage} req @returns {Promise<string>} */
const bodyOf = async (req) => {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

/** A fixed port keeps addresses across restarts of a spec's server; 0 takes any. */
export class Console {
  /** What was submitted as a reply, in order. @type {{feedbackID: string, content: string}[]} */
  replies = [];
  /** Every request's host and path, in order. @type {string[]} */
  requests = [];
  /**
   * A sample page that is played instead of the console: every document of its host is it.
   * @type {{address: string, html: string, answers: {url: string, body: string}[]} | undefined}
   */
  sample;

  /** @param {{born?: number}} [options] born: epoch ms the reviews' ages count back from */
  constructor({ born = Date.now() } = {}) {
    this.born = born;
    const { key, cert, spki } = certificate(CERTIFICATES);
    this.spki = spki;
    this.assets = app();
    this.server = https.createServer({ key, cert }, (req, res) => {
      this.#serve(req, res).catch((error) => {
        res.statusCode = 500;
        res.end(String(error));
      });
    });
  }

  /** @returns {Promise<this>} */
  start(port = 0) {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => resolve(this));
    });
  }

  get port() {
    return /** @type {import('node:net').AddressInfo} */ (this.server.address()).port;
  }

  /** Chromium switches that lead the console's hosts here and everything else nowhere. */
  get switches() {
    const to = `127.0.0.1:${this.port}`;
    const hosts = HOSTS.map((host) => `MAP ${host} ${to}`).join(', ');
    return [
      `--host-resolver-rules=${hosts}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      `--ignore-certificate-errors-spki-list=${this.spki}`,
    ];
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  /** The rows a page with these knobs shows: one that was answered has a record of it. @param {{count?: number, odd?: string}} [knobs] */
  rows(knobs) {
    const answered = new Set(this.replies.map(({ feedbackID }) => feedbackID));
    return rows(this.born, knobs).map((row) => (answered.has(row.feed) ? { ...row, replied: true } : row));
  }

  /** @param {import('node:http').IncomingMessage} req @param {import('node:http').ServerResponse} res */
  async #serve(req, res) {
    const url = new URL(req.url ?? '/', `https://${req.headers.host}`);
    this.requests.push(`${url.hostname}${url.pathname}`);
    const cors = () => {
      if (!req.headers.origin) return;
      res.setHeader('access-control-allow-origin', req.headers.origin);
      res.setHeader('access-control-allow-credentials', 'true');
    };
    if (this.sample && req.headers['sec-fetch-dest'] === 'document')
      return void res.setHeader('content-type', 'text/html;charset=utf-8').end(this.sample.html);
    const said = this.sample?.answers.find((answer) => answer.url === url.href);
    if (said) {
      cors();
      return void res.setHeader('content-type', 'application/json;charset=UTF-8').end(said.body);
    }
    if (url.pathname === '/assets/app.js')
      return void res.setHeader('content-type', 'text/javascript;charset=utf-8').end(this.assets.js);
    if (url.pathname === '/assets/console.css')
      return void res.setHeader('content-type', 'text/css;charset=utf-8').end(this.assets.css);
    const asked = url.pathname.startsWith(EDITORS) && editor(url.pathname.slice(EDITORS.length));
    if (asked) return void res.setHeader('content-type', 'text/javascript;charset=utf-8').end(asked);
    if (url.hostname === 'img.alicdn.com')
      return void res
        .setHeader('content-type', 'image/svg+xml')
        .end(picture(Number.parseInt(url.pathname.slice(1), 10) || 0));
    if (url.pathname === LIST_API) {
      cors();
      const { type, body } = this.#list(await bodyOf(req), url.searchParams.get('api') ?? '');
      return void res.setHeader('content-type', type).end(body);
    }
    if (url.pathname === '/plain-rows') {
      const ask = JSON.parse(await bodyOf(req));
      return void res
        .setHeader('content-type', 'application/json;charset=utf-8')
        .end(JSON.stringify(answer(this.rows(ask.knobs), ask)));
    }
    if (url.pathname === '/rateReply.htm' && req.method === 'POST') {
      cors();
      const form = new URLSearchParams(await bodyOf(req));
      this.replies.push({ feedbackID: form.get('feedbackID') ?? '', content: form.get('content') ?? '' });
      return void res.setHeader('content-type', 'application/json;charset=utf-8').end('{"success":true}');
    }
    if (url.pathname === '/framed')
      return void res.setHeader('content-type', 'text/html;charset=utf-8').end(frame(url.search));
    if (url.pathname.startsWith('/home.htm')) {
      if (url.searchParams.get('x-csp') === 'strict') res.setHeader('content-security-policy', STRICT);
      return void res.setHeader('content-type', 'text/html;charset=utf-8').end(shell);
    }
    res.statusCode = 404;
    res
      .setHeader('content-type', 'text/html;charset=utf-8')
      .end('<!doctype html><meta charset="utf-8"><title>404</title><p>没有这一页');
  }

  /** @param {string} form @param {string} api */
  #list(form, api) {
    if (api !== 'mtop.rm.sellercenter.list.data.pc') throw new Error(`unexpected api ${api}`);
    const ask = JSON.parse(JSON.parse(new URLSearchParams(form).get('data') ?? '{}').jsonBody);
    const make = ANSWERS[ask.knobs.json ?? 'true'];
    if (!make) throw new Error(`no answer called ${ask.knobs.json}`);
    return make(this.rows(ask.knobs), { ...ask, ...ask.pagination });
  }
}
