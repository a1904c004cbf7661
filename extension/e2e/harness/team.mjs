// A team on a backend, made and asked over its real API.

/** Every answer that is not 2xx is thrown with the API's own code and message. */
export class Team {
  /** @param {{origin: string}} backend @param {string} token of the member who asks */
  constructor(backend, token) {
    this.origin = backend.origin;
    this.token = token;
  }

  /**
   * @param {{origin: string, secret: string}} backend
   * @param {{name?: string, lead?: string}} [names]
   */
  static async found(backend, { name = '晨屿旗舰店', lead = '刘主管' } = {}) {
    const made = await new Team(backend, backend.secret).call('POST', '/v1/teams', { name, lead });
    return new Team(backend, made.token);
  }

  /**
   * @param {string} method @param {string} path @param {unknown} [body]
   * @param {number} [version] the version a changed pack was made from
   * @returns {Promise<any>}
   */
  async call(method, path, body, version) {
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** @param {'agent'|'lead'} [role] @returns {Promise<string>} a code that works once */
  async invite(role = 'agent') {
    return (await this.call('POST', '/v1/invites', { role })).code;
  }

  /** The whole log. @returns {Promise<any[]>} */
  async events() {
    const all = [];
    for (let after = 0, more = true; more; ) {
      const page = await this.call('GET', `/v1/events?after=${after}&limit=500`);
      all.push(...page.events);
      ({ next: after, more } = page);
    }
    return all;
  }

  /** @returns {Promise<string>} a code that signs the lead in on the board, once, for five minutes */
  async loginCode() {
    return (await this.call('POST', '/v1/login-codes', {})).code;
  }
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An event id as a device makes it: a ULID. */
export function ulid(now = Date.now()) {
  let time = '';
  for (let i = 0, left = now; i < 10; i++, left = Math.floor(left / 32)) time = ALPHABET[left % 32] + time;
  const random = crypto.getRandomValues(new Uint8Array(16));
  return time + [...random].map((byte) => ALPHABET[byte % 32]).join('');
}
