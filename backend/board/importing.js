// A row of the team's own spreadsheet as events of a case.

/** What a column may hold, and the titles it usually has. */
export const FIELDS = {
  order: ['订单号', '订单编号', '订单', '单号'],
  item: ['商品id', '商品编号', '宝贝id', '货号'],
  product: ['商品', '产品', '宝贝', '商品名称', '产品名称', '品名'],
  sku: ['型号', 'sku', '规格', '颜色尺码'],
  shop: ['店铺', '店名', '店铺名'],
  buyer: ['买家', '旺旺', '买家昵称', '客户', 'id', '会员名'],
  at: ['时间', '日期', '评价时间', '登记时间'],
  rating: ['等级', '评价等级', '好中差', '评级'],
  text: ['评价', '评价内容', '买家评价'],
  reasons: ['原因', '差评原因', '问题'],
  note: ['备注', '沟通', '沟通过程', '经过', '处理过程', '特殊说明', '聊天过程'],
  status: ['状态', '处理状态', '进度'],
  amount: ['赔付', '赔偿', '金额', '赔付金额'],
};

export const TITLES = {
  order: '订单号',
  item: '商品编号',
  product: '商品',
  sku: '型号',
  shop: '店铺',
  buyer: '买家',
  at: '时间',
  rating: '等级',
  text: '评价',
  reasons: '原因',
  note: '备注',
  status: '状态',
  amount: '赔付金额',
};

const plain = (title) => title.toLowerCase().replace(/[\s（）()：:]/g, '');

/** Which field each column holds, '' for none: the same words first, then words within. */
export function guess(titles) {
  const taken = new Set();
  const found = titles.map(() => '');
  for (const fits of [(title, word) => title === word, (title, word) => title.includes(word)]) {
    titles.forEach((title, i) => {
      if (found[i]) return;
      const field = Object.keys(FIELDS).find(
        (name) => !taken.has(name) && FIELDS[name].some((word) => fits(plain(title), plain(word))),
      );
      if (field) {
        found[i] = field;
        taken.add(field);
      }
    });
  }
  return found;
}

const RATING = { 好评: 'good', 中评: 'neutral', 差评: 'bad', 好: 'good', 中: 'neutral', 差: 'bad' };
const STATUSES = ['新', '已联系', '待买家', '已解决', '已解释', '已投诉', '放弃'];
const REASONS = [
  '质量',
  '色差',
  '尺码',
  '物流',
  '服务',
  '发错货',
  '破损',
  '少件',
  '假货',
  '价格',
  '包装',
  '描述不符',
  '效果',
  '新鲜度',
  '气味',
  '其他',
];

/** @param {string[]} row @param {string[]} columns fields by column @returns {Promise<{fault?: string, events?: object[]}>} */
export async function eventsOf(row, columns) {
  const value = Object.fromEntries(columns.flatMap((field, i) => (field ? [[field, (row[i] ?? '').trim()]] : [])));
  const order = (value.order ?? '').replace(/^[\t'`]+/, '');
  if (/e\+?\d+$/i.test(order))
    return { fault: `订单号“${order}”被表格改成了科学计数法，末几位已经丢失，请把这一列设为文本后重新导出` };
  if (!/^[\w-]{1,40}$/.test(order)) return { fault: order ? `订单号“${order}”不对` : '没有订单号' };
  const item = /^[\w-]{1,40}$/.test(value.item ?? '') ? value.item : '0';
  const at = moment(value.at);
  if (!at) return { fault: `时间“${value.at}”读不懂，请写成 2026-11-22 14:05` };
  const amount = (value.amount ?? '').replace(/[¥￥元,，\s]/g, '');
  if (amount && !/^\d{1,7}(\.\d{1,2})?$/.test(amount)) return { fault: `赔付金额“${value.amount}”不是数字` };
  if (value.status && !STATUSES.includes(value.status))
    return { fault: `状态“${value.status}”应为：${STATUSES.join('、')}` };
  const id = `taobao:${order}:${item}`;
  const events = [];
  const add = async (kind, body) => events.push({ id: await ulid(at, [id, kind, body]), case: id, kind, at, body });
  const review = {
    platform: 'taobao',
    order,
    item,
    product: value.product ?? '',
    buyer: mask(value.buyer ?? ''),
    text: value.text ?? '',
    rated_at: at,
  };
  for (const [name, given] of [
    ['sku', value.sku],
    ['shop', value.shop],
    ['rating', RATING[value.rating]],
  ])
    if (given) review[name] = given;
  await add('review', review);
  const reasons = REASONS.filter((reason) => (value.reasons ?? '').includes(reason));
  if (reasons.length > 0) await add('field', { name: 'reasons', value: reasons });
  if (value.note) await add('note', { text: value.note });
  if (value.status) await add('field', { name: 'status', value: value.status });
  if (Number(amount) > 0) await add('compensation', { amount, form: '未写', why: '' });
  return { events };
}

/** A nickname with only its ends left, unless it is masked already. */
const mask = (name) =>
  name === '' || name.includes('*') ? name : `${[...name][0]}**${[...name].length > 1 ? [...name].at(-1) : ''}`;

/** A time as spreadsheets write it, in Shanghai; numbers are days since 1899-12-30. '' becomes the epoch's day. */
function moment(text) {
  if (!text) return '2000-01-01T00:00:00+08:00';
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const ms = Math.round((Number(text) - 25_569) * 86_400_000);
    return `${new Date(ms).toISOString().slice(0, 19)}+08:00`;
  }
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (!found) return undefined;
  const [, year, ...rest] = found;
  const [month, day, hour, minute, second] = rest.map((part) => (part ?? '0').padStart(2, '0'));
  const at = `${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`;
  return Number.isNaN(Date.parse(at)) ? undefined : at;
}

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id that the same row always has, so that a file imported twice is there once. */
async function ulid(at, content) {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(content))));
  let time = '';
  for (let i = 0, left = Date.parse(at); i < 10; i++, left = Math.floor(left / 32)) time = DIGITS[left % 32] + time;
  return time + [...sum.slice(0, 16)].map((byte) => DIGITS[byte % 32]).join('');
}
