// Answers of the list API that a passive reader must survive: each takes the true answer and gives
// the bytes to send instead. The page then gets its rows another way, as they are on screen.
import { answer } from './rows.mjs';

/** GBK bytes of a text, by inverting the decoder that Node carries. */
function gbk(text) {
  const table = new Map();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && char !== '\ufffd') table.set(char, [lead, trail]);
    }
  const bytes = [];
  for (const char of text) {
    if (char.charCodeAt(0) < 0x80) bytes.push(char.charCodeAt(0));
    else bytes.push(...(table.get(char) ?? [0x3f]));
  }
  return Buffer.from(bytes);
}

const UTF8 = 'application/json;charset=UTF-8';
const json = (value) => ({ type: UTF8, body: Buffer.from(JSON.stringify(value)) });

/** Values that look like rows and are not. */
const HOSTILE = {
  userInfo: { userName: '<script>window.pwned=1</script>' },
  emotionType: { status: { toString: 'x' } },
  orderInfo: { orderId: '../../etc', mainOrderId: ['1', '2'] },
  itemInfo: {
    itemId: '"><img src=x onerror=window.pwned=1>',
    title: '\u0000\u202e\ud800',
    link: 'javascript:window.pwned=1',
  },
  rateContent: { mainRate: { feedId: { $gt: '' }, date: '1e400', content: 12 } },
  operator: { dataSource: 'none' },
  __proto__x: { polluted: true },
};

/**
 * @typedef {{type: string, body: Buffer}} Sent
 * @type {Record<string, (rows: import('./rows.mjs').Row[], ask: any) => Sent>}
 */
export const ANSWERS = {
  /** As the console sends it. */
  true: (rows, ask) => json(answer(rows, ask)),
  /** In the console's older charset, which a UTF-8 reading garbles. */
  gbk: (rows, ask) => ({ type: 'application/json;charset=GBK', body: gbk(JSON.stringify(answer(rows, ask))) }),
  /** Rows of the day before: none of them is on screen. */
  stale: (rows, ask) =>
    json(
      answer(
        rows.map((row) => ({ ...row, order: String(BigInt(row.order) + 7n) })),
        ask,
      ),
    ),
  /** The same rows three hours off. */
  disagree: (rows, ask) =>
    json(
      answer(
        rows.map((row) => ({ ...row, ratedAt: row.ratedAt - 3 * 3_600_000 })),
        ask,
      ),
    ),
  /** Every row twice. */
  doubled: (rows, ask) => {
    const whole = answer(rows, ask);
    whole.data.data.dataSource = whole.data.data.dataSource.flatMap((row) => [row, { ...row }]);
    return json(whole);
  },
  /** Cut in the middle of a string. */
  malformed: (rows, ask) => {
    const whole = JSON.stringify(answer(rows, ask));
    return { type: UTF8, body: Buffer.from(whole.slice(0, Math.floor(whole.length * 0.6))) };
  },
  /** 100,000 arrays deep. */
  deep: () => ({
    type: UTF8,
    body: Buffer.from(`{"data":{"data":{"dataSource":${'['.repeat(100_000)}${']'.repeat(100_000)}}}}`),
  }),
  /** 50 MB of rows' worth of text. */
  huge: (rows, ask) => {
    const whole = answer(rows, ask);
    whole.data.data.padding = '满'.repeat(Math.ceil((50 * 1024 * 1024) / 3));
    return json(whole);
  },
  /** Every value of another type than it should be. */
  types: () =>
    json({
      data: {
        data: { dataSource: [1, null, 'x', [], { rateContent: [] }, { rateContent: { mainRate: 7 }, itemInfo: true }] },
      },
    }),
  hostile: () => json({ data: { data: { dataSource: Array.from({ length: 20 }, () => HOSTILE) } } }),
  /** A sign-in page instead of data, as a session that ran out gets. */
  html: () => ({
    type: 'text/html;charset=UTF-8',
    body: Buffer.from('<!doctype html><title>登录</title><p>请重新登录</p>'),
  }),
  empty: () => ({ type: UTF8, body: Buffer.alloc(0) }),
};
