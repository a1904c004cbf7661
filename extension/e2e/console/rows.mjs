// Rows of the review list and the answer that carries them, in the shape of the console's own list
// API. Pure: the same birth and knobs give the same rows.
import { ODDITIES, PRODUCTS, REVIEWS } from './stock.mjs';

/**
 * @typedef {'positive'|'neutral'|'negative'|'unknown'} Mood
 * @typedef {object} Row one review as the server knows it: the truth specs compare with
 * @property {string} order 19 digits
 * @property {string} item
 * @property {string} host of the product link, '' for a link without one
 * @property {string} product
 * @property {string} sku
 * @property {number} hue of the picture
 * @property {string} buyer masked
 * @property {Mood} mood the machine's sentiment
 * @property {number} ratedAt epoch ms
 * @property {string} feed
 * @property {string} text
 * @property {number|'over'} tip days the platform's countdown shows, 0 for none
 * @property {{days: number, mood: Mood, text: string, feed: string}|null} append
 * @property {boolean} replied
 * @property {string} complaint state text of a complaint, '' for none
 * @property {boolean} dateShown
 * @property {boolean} dateSent
 * @property {string} secondOrder another order number shown in the same row, '' for none
 */

const EMOTION = { positive: '11', neutral: '12', negative: '13', unknown: '' };

/** Oddities a knob asks for, e.g. 'undated,future'. @param {string} names */
const oddities = (names) =>
  names
    .split(',')
    .filter(Boolean)
    .flatMap((name) => {
      if (!(name in ODDITIES)) throw new Error(`no oddity called ${name}`);
      return ODDITIES[name];
    });

const ORDER_BASE = 3309081924709000000n;

/**
 * All rows of the list, newest concern first as the console sends them.
 * @param {number} born epoch ms the reviews' ages count back from
 * @param {{count?: number, odd?: string}} [knobs] count cycles the default page up to that many rows
 * @returns {Row[]}
 */
export function rows(born, { count, odd = '' } = {}) {
  const specs = [];
  for (let i = 0; i < (count ?? REVIEWS.length); i++) {
    const turn = Math.floor(i / REVIEWS.length);
    specs.push({ ...REVIEWS[i % REVIEWS.length], turn });
  }
  specs.push(...oddities(odd).map((spec) => ({ ...spec, turn: 0 })));
  /** @type {Row[]} */
  const out = [];
  specs.forEach((spec, i) => {
    const turn = spec.turn ?? 0;
    const twin = spec.sameOrderAs === undefined ? undefined : out[turn * REVIEWS.length + spec.sameOrderAs];
    const double = spec.sameRowAs ? out[i - 1] : undefined;
    const p = PRODUCTS[spec.product];
    out.push({
      order: (double ?? twin)?.order ?? String(ORDER_BASE + BigInt(i) * 1000003n),
      item: p.item,
      host: p.host,
      product: p.title,
      sku: p.sku,
      hue: p.hue,
      buyer: spec.buyer,
      mood: spec.mood,
      // Later turns of a long list are minutes older, so that no two of them agree by chance.
      ratedAt: born - spec.ago - turn * 7 * 60_000 - (twin || double ? 0 : (i % 50) * 1000),
      feed: String(1290000000001 + i * 2),
      text: spec.text,
      tip: spec.tip ?? 0,
      append: spec.append ? { ...spec.append, feed: String(1290000000002 + i * 2) } : null,
      replied: spec.replied ?? false,
      complaint: spec.complaint ?? '',
      dateShown: spec.dateShown ?? true,
      dateSent: spec.dateSent ?? true,
      secondOrder: spec.secondOrder ? String(5123324557935000000n + BigInt(i)) : '',
    });
    if (twin || double) out[i].ratedAt = (double ?? twin).ratedAt;
  });
  return out;
}

/** Text shown for a review the buyer left empty. */
const shownText = (row) => row.text || '此用户没有填写评价';

/** What the console would let the seller do with a row, labels as shown. @param {Row} row */
function operations(row) {
  const phase = row.append ? '追评' : '评价';
  const rateType = row.append ? 3 : 0;
  const list = [];
  const reply = {
    method: 'POST',
    asyncUrl: '//rate.taobao.com/rateReply.htm',
    operateType: 'reply',
    params: { feedbackID: row.feed, explainItemId: Number(row.item) },
    content: `${phase}回复`,
    rateType,
    feedId: Number(row.feed),
    uiType: 'reply',
    valueRequired: true,
    ...(typeof row.tip === 'number' && row.tip > 0 ? { beforeTips: `还有${row.tip}天可回复` } : {}),
  };
  if (row.replied)
    list.push({ rateType, method: 'GET', uiType: 'replyRecord', params: {}, content: `${phase}回复记录` });
  else if (row.tip === 'over')
    list.push({ rateType, method: 'GET', uiType: 'text', params: {}, content: '已超过回复期限' });
  else list.push(reply);
  if (row.complaint) list.push({ rateType: 0, method: 'GET', uiType: 'text', params: {}, content: row.complaint });
  else {
    list.push({
      rateType: 0,
      method: 'GET',
      feedId: row.feed,
      asyncUrl: '',
      uiType: 'complaintCro',
      params: {},
      content: '投诉评价',
    });
    if (row.append)
      list.push({
        rateType: 3,
        method: 'GET',
        feedId: row.feed,
        asyncUrl: '',
        uiType: 'complaintCro',
        params: {},
        content: '投诉追评',
      });
  }
  return list;
}

/** One row as the list API sends it. `page` holds what only our page needs and no console sends. @param {Row} row */
export function sent(row) {
  const link = row.host ? `//${row.host}/item.htm?id=${row.item}` : `/item.htm?id=${row.item}`;
  const media = { mediaList: [], expression: [], language: 'zh_CN', contentTitle: null };
  return {
    userInfo: { isReceiver: false, userName: row.buyer, isForeigner: false, securityuid: 'SYNTHETIC' },
    emotionType: { status: EMOTION[row.mood], ...(row.append ? { appendRateStatus: EMOTION[row.append.mood] } : {}) },
    orderInfo: { userName: row.buyer, mainOrderId: row.order, orderId: row.order },
    itemInfo: { link, itemId: Number(row.item), title: row.product, orderId: row.order },
    rateContent: {
      mainRate: { ...(row.dateSent ? { date: row.ratedAt } : {}), feedId: row.feed, content: shownText(row), ...media },
      ...(row.append
        ? { appendRate: { days: row.append.days, feedId: row.append.feed, content: row.append.text, ...media } }
        : {}),
    },
    operator: { dataSource: operations(row) },
    page: { sku: row.sku, hue: row.hue, dateShown: row.dateShown, secondOrder: row.secondOrder },
  };
}

/**
 * The list API's whole answer for one page.
 * @param {Row[]} list
 * @param {{current: number, pageSize: number, content?: string, explain?: string}} ask
 */
export function answer(list, { current, pageSize, content, explain }) {
  const kept = list.filter(
    (row) =>
      (content !== 'hasContent' || row.text !== '') &&
      (content !== 'hasAppend' || row.append) &&
      (explain !== 'notExplain' || !row.replied),
  );
  const start = (current - 1) * pageSize;
  return {
    api: 'mtop.rm.sellercenter.list.data.pc',
    v: '1.0',
    ret: ['SUCCESS::调用成功'],
    data: {
      data: {
        dataSource: kept.slice(start, start + pageSize).map(sent),
        pagination: { current, pageSize, total: kept.length },
      },
    },
  };
}
