// `make site NAME=taobao-something [KIND=orders|reviews]`: a site file, a sample page and what must be
// seen on it, to start from. They pass the tests as they stand; what is particular to the page is then
// put in.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SITES } from '../harness/samples.mjs';

const [name = '', kind = 'orders'] = process.argv.slice(2);
const [, site] = /^(taobao|pdd|jd|douyin)-[a-z0-9-]+$/.exec(name) ?? [];
if (!site) {
  console.error('NAME must be <taobao|pdd|jd|douyin>-<page> in a-z, 0-9 and -, e.g. make site NAME=taobao-invoices');
  process.exit(1);
}
if (existsSync(path.join(SITES, `${name}.json`))) {
  console.error(`internal/sight/sites/${name}.json is there already`);
  process.exit(1);
}

if (kind !== 'orders' && kind !== 'reviews') {
  console.error('KIND must be orders or reviews: what the rows of the page are');
  process.exit(1);
}

const ORDER = '订单号\\s*[:：]';
const minute = '(\\d{4}-\\d{2}-\\d{2}\\s+\\d{2}:\\d{2}(?::\\d{2})?)';
const ITEM = "a[href*='item.htm']";

/** What differs between a page of orders and one of reviews. */
const of = {
  orders: {
    until: '付款时间',
    untrusted: '',
    fields: {
      paid_at: [{ id: 'paid-label', kind: 'text', pattern: `付款时间\\s*[:：]\\s*${minute}` }],
    },
    cells: '<td>付款时间：2026-07-19 09:01:02</td><td>等待发货</td>',
    badge: { kind: 'ship', state: 'soon', basis: 'computed', closes: '2026-07-21T09:01:02+08:00' },
    ends: { ship: ['2026-07-21T09:01:00+08:00', '2026-07-21T09:01:02+08:00'] },
  },
  reviews: {
    until: '初次评价',
    untrusted: '.words',
    fields: {
      rated_at: [{ id: 'rated-label', kind: 'text', pattern: `初次评价\\s*[:：]\\s*${minute}` }],
      text: [{ id: 'text-words', kind: 'innermost', selector: '.words' }],
      buyer: [{ id: 'buyer-mask', kind: 'line', pattern: '^([^\\s]{1,2}\\*{2,}[^\\s]{0,2})$' }],
    },
    cells: '<td>初次评价：2026-07-19 09:01<div class="words">杯盖漏水</div></td><td>王**</td>',
    badge: { kind: 'explain', state: 'open', basis: 'computed', closes: '2026-08-18T09:01:00+08:00' },
    ends: { explain: ['2026-08-18T09:01:00+08:00'], buyer_edit: ['2026-08-18T09:01:00+08:00'] },
  },
}[kind];

const file = {
  id: name,
  version: 1,
  site,
  title: name,
  kind,
  enabled: false,
  evidence: 'C',
  hosts: ['myseller.taobao.com'],
  path: `^/home\\.htm/${name}(?:/|$)`,
  ratings: [],
  ready: { texts: ['订单号'], headers: [] },
  row: {
    anchor: ORDER,
    climb: 12,
    until: [`${ORDER}\\s*\\d{8,}`, of.until],
    one: ORDER,
    next: '',
    untrusted: of.untrusted,
    beside: '',
    cell: "td:last-child, [role='cell']:last-child",
  },
  fields: {
    order: [{ id: 'order-label', kind: 'text', pattern: `${ORDER}\\s*(\\d{8,32})` }],
    item: [
      {
        id: 'item-link',
        kind: 'attr',
        selector: ITEM,
        attr: 'href',
        pattern: 'item\\.htm\\?(?:[^#]*&)?id=(\\d{5,20})(?:[&#]|$)',
      },
    ],
    link_host: [
      { id: 'link-host', kind: 'attr', selector: ITEM, attr: 'href', pattern: '^(?:https?:)?//([a-z0-9.-]+)/' },
    ],
    product: [{ id: 'product-link', kind: 'innermost', selector: ITEM }],
    ...of.fields,
  },
  api: [],
  editor: null,
  overlays: "[role='dialog'], [aria-modal='true']",
};
const page = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${name}</title></head>
<body><table><tbody>
<tr><td data-row="one">订单号：5122653267155900001</td><td><a href="//item.taobao.com/item.htm?id=700451089001">示例 商品</a></td>${of.cells}</tr>
</tbody></table></body></html>
`;
const want = {
  address: `https://myseller.taobao.com/home.htm/${name}`,
  now: '2026-07-20T10:00:00+08:00',
  answers: [],
  rows: {
    one: { case: `${site}:5122653267155900001:700451089001`, badge: of.badge, ends: of.ends },
  },
};

mkdirSync(path.join(SITES, name));
const write = (/** @type {string} */ at, /** @type {unknown} */ what) => {
  writeFileSync(path.join(SITES, at), typeof what === 'string' ? what : `${JSON.stringify(what, null, 2)}\n`);
  console.log(`internal/sight/sites/${at}`);
};
write(`${name}.json`, file);
write(`${name}/first.html`, page);
write(`${name}/first.want.json`, want);
console.log(`Now: extension/README.md, "A new page". Run it with
  go test ./internal/sight && make dist && cd extension && npx playwright test -c e2e sites.spec.ts mutants.spec.ts -g ${name}`);
