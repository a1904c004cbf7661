// The board's words for the codes of the log, and how it writes times.

export const WINDOWS = {
  buyer_edit: '买家改评价',
  buyer_delete: '买家删评价',
  append: '买家追评',
  explain: '商家解释',
  explain_append: '解释追评',
  complain: '投诉评价',
  mutual_review: '互评',
  ship: '发货',
  aftersale: '申请售后',
  invoice: '开发票',
  refund_unshipped: '处理退款（未发货）',
  refund_shipped: '处理退款（已发货）',
  refund_return: '买家寄回商品',
  refund_receive: '确认收到退货',
  refund_refused: '买家回应拒绝退款',
};

/** State of a window → its word and its sign, so that colour is never alone. */
export const STATES = {
  open: ['还来得及', '○'],
  soon: ['24 小时内', '◐'],
  urgent: ['2 小时内', '▲'],
  over: ['已超期', '×'],
  done: ['已用掉', '✓'],
  none: ['不可以', '–'],
  unknown: ['起点未知', '?'],
};

export const BASIS = { platform: '平台提示', computed: '推算', unknown: '' };
export const CHANGES = { good: '好评', neutral: '中评', delete: '删除' };
export const RATINGS = { good: '好评', neutral: '中评', bad: '差评', poor: '中差评' };
export const PLATFORMS = { taobao: '淘宝', tmall: '天猫', jd: '京东', pdd: '拼多多', douyin: '抖店' };
export const STATUSES = ['新', '已联系', '待买家', '已解决', '已解释', '已投诉', '放弃'];
/** Label of a finding → what the extension calls it. A finding without one is a hint. */
export const LABELS = {
  review_inducement: '利诱评价',
  external_contact: '站外联系',
  off_platform_payment: '站外交易',
  info_leak: '泄露信息',
  invoice_violation: '发票违规',
  promise_breach: '违背承诺',
  order_closure: '擅自关单',
  insult: '辱骂',
  threat: '威胁',
  harassment: '骚扰',
  refund_reason_steering: '引导退款理由',
  fake_shipping: '虚假发货',
};
export const ROLES = { agent: '客服', lead: '主管' };
export const FIELDS = {
  assignee: '负责人',
  status: '状态',
  rating: '评价等级',
  reasons: '原因',
  buyer_type: '买家类型',
  outcome: '结果',
  next_step: '下一步',
  next_at: '下次时间',
};

const ZONE = { timeZone: 'Asia/Shanghai' };
const DAY = new Intl.DateTimeFormat('zh-CN', { ...ZONE, month: 'numeric', day: 'numeric' });
const CLOCK = new Intl.DateTimeFormat('zh-CN', { ...ZONE, hour: '2-digit', minute: '2-digit', hour12: false });
const FULL = new Intl.DateTimeFormat('zh-CN', { ...ZONE, dateStyle: 'medium', timeStyle: 'medium', hour12: false });

/** Today as 14:05, other days as 3月2日 14:05, always as in Shanghai. */
export function moment(at) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return '';
  const clock = CLOCK.format(time);
  return DAY.format(time) === DAY.format(new Date()) ? clock : `${DAY.format(time).replace('/', '月')}日 ${clock}`;
}

/** The whole moment, to the second. */
export function exact(at) {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? '' : FULL.format(time);
}
