// Takes what is personal out of a saved page and keeps what a recogniser looks at: the tree, classes,
// labels, times, and which ids are the same.

/** Attributes that are kept besides those the site file reads; everything else may carry names, tokens or text. */
const ATTRIBUTES = [
  'class',
  'id',
  'role',
  'href',
  'colspan',
  'rowspan',
  'type',
  'hidden',
  'aria-selected',
  'contenteditable',
];
const GONE = /<(script|style|noscript|svg|template|iframe|link|meta)\b[^>]*>(?:[\s\S]*?<\/\1\s*>)?/gi;

/** What the console itself says: labels, states, actions and times around them. */
const SAYINGS =
  /(订单(?:编)?号|退款编号|商品\s*ID|主评ID|初次评价|追评|追加评价|创建时间|付款时间|发货时间|成交时间|下单时间|申请时间|同意时间|拒绝时间|退货时间|收货后|还有|可回复|已超过回复期限|回复已关闭|无法回复|评价回复|追评回复|投诉评价|投诉追评|记录|正面评价|中性评价|负面评价|情感识别中|投诉成立|投诉不成立|投诉处理中|平台审核中|此用户没有填写评价|系统默认好评|等待买家付款|买家已付款|等待卖家发货|卖家已发货|交易成功|交易关闭|实收款|实付款|未发货|已发货|退款成功|退款关闭|等待商家处理|等待买家退货|等待商家收货|小时内发货|评价内容|商品信息|买家信息|来自买家的评价|有内容|未回复|有追评|提交|确认|取消|关闭|发送|共|条|天)/;
/** @param {string[]} words of the page's own besides */
const keeping = (words) =>
  new RegExp(
    `${[...words, SAYINGS.source].join('|')}|\\d{4}-\\d{2}-\\d{2}(?:\\s+\\d{2}:\\d{2}(?::\\d{2})?)?|\\d{6,}|\\d{1,5}(?:\\.\\d+)?|[¥￥:：,，。.()（）*\\s]`,
    'gu',
  );

/** What a site file waits for and reads rows by: its words, and attributes. @param {any} file */
export function readBy({ ready, row, fields }) {
  const strategies = /** @type {any[]} */ (Object.values(fields).flat());
  const said = [
    ...ready.texts,
    ...ready.headers,
    row.anchor,
    row.one,
    ...row.until,
    ...strategies.map((s) => s.pattern),
  ];
  const words = said.flatMap((text) => String(text ?? '').match(/\p{Script=Han}+/gu) ?? []);
  return {
    words: [...new Set(words)].sort((a, b) => b.length - a.length),
    attributes: strategies.flatMap(({ attr }) => attr ?? []),
  };
}

export class Redactor {
  /** @type {Map<string, string>} */
  #ids = new Map();
  #kept;
  #attributes;

  /** @param {{words: string[], attributes: string[]}} [by] what rows of the page are read by */
  constructor({ words, attributes } = { words: [], attributes: [] }) {
    this.#kept = keeping(words);
    this.#attributes = new Set([...ATTRIBUTES, ...attributes]);
  }

  /** Another id of the same length, the same for the same id. @param {string} id */
  id(id) {
    let other = this.#ids.get(id);
    if (!other) {
      const n = String(this.#ids.size + 1);
      other = `${'5'.repeat(Math.max(1, id.length - n.length))}${n}`.slice(-id.length);
      this.#ids.set(id, other);
    }
    return other;
  }

  /** A text with the console's own words and 示 for every other letter. @param {string} text */
  words(text) {
    let out = '';
    let at = 0;
    for (const m of text.matchAll(this.#kept)) {
      out += this.#blank(text.slice(at, m.index)) + (/^\d{6,}$/.test(m[0]) ? this.id(m[0]) : m[0]);
      at = (m.index ?? 0) + m[0].length;
    }
    return out + this.#blank(text.slice(at));
  }

  /** @param {string} text */
  #blank(text) {
    return text.replace(/[^\s]/gu, '示');
  }

  /** @param {string} address */
  link(address) {
    const found = /^((?:https?:)?\/\/[a-z0-9.-]+)?(\/[\w./-]*)?(?:\?(?:[^#]*&)?id=(\d+))?/i.exec(address);
    if (!found) return '#';
    const [, host = '', path = '', id] = found;
    return `${host}${path.replace(/\d{6,}/g, (d) => this.id(d))}${id ? `?id=${this.id(id)}` : ''}`;
  }

  /** @param {string} html */
  html(html) {
    const body = html.replace(/<!--[\s\S]*?-->/g, '').replace(GONE, '');
    const tidy = body.replace(/(<[^>]*>)|([^<]+)/g, (_, tag, text) => (tag ? this.#tag(tag) : this.words(text)));
    return `<!doctype html>\n<!-- A saved page with every id and word of a person changed. -->\n${tidy.replace(/^\s*<[^>]*示[^>]*>/, '').trim()}\n`;
  }

  /** @param {string} tag */
  #tag(tag) {
    const [, close, name = ''] = /^<(\/?)([a-z][a-z0-9-]*)/i.exec(tag) ?? [];
    if (!name) return '';
    if (close) return `</${name}>`;
    let kept = '';
    for (const m of tag.matchAll(/\s([a-z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/gi)) {
      const attribute = String(m[1]).toLowerCase();
      if (!this.#attributes.has(attribute)) continue;
      const value = (m[2] ?? '').replace(/^["']|["']$/g, '');
      const said = attribute === 'href' ? this.link(value) : value.replace(/\d{6,}/g, (d) => this.id(d));
      kept += ` ${attribute}="${said.replace(/"/g, '')}"`;
    }
    return `<${name}${kept}>`;
  }

  /** An answer with ids of any length kept as text meanwhile. @param {string} text */
  json(text) {
    const exact = text.replace(/([:[,]\s*)(\d{16,})(?=\s*[,}\]])/g, '$1"$2"');
    const change = (/** @type {unknown} */ value, /** @type {string} */ key) => {
      if (Array.isArray(value)) return value.map((v) => change(v, key));
      if (value && typeof value === 'object') {
        return /** @type {any} */ (Object.fromEntries(Object.entries(value).map(([k, v]) => [k, change(v, k)])));
      }
      // Moments stay: what is seen hangs on them.
      if (typeof value === 'number')
        return value > 1e12 && value < 5e12 && /date|time/i.test(key)
          ? value
          : value > 99_999
            ? Number(this.id(String(value)))
            : value;
      if (typeof value !== 'string') return value;
      if (/link|url/i.test(key)) return this.link(value);
      return /^[A-Za-z_:.]{1,40}$/.test(value) && /type|status|api|^v$|ret/i.test(key) ? value : this.words(value);
    };
    return JSON.stringify(change(JSON.parse(exact), ''), null, 1);
  }
}
