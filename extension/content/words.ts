// Every sentence the page's overlay says, in one place.

export const BRAND = '评伴';

export const KINDS: Record<string, string> = {
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

export const STATES: Record<string, string> = {
  open: '进行中',
  soon: '不到一天',
  urgent: '马上截止',
  over: '已超期',
  done: '已用过',
  none: '没有',
  unknown: '起点未知',
};

export const BASES: Record<string, string> = { platform: '平台提示', computed: '推算', unknown: '未知' };

export const RATINGS: Record<string, string> = { good: '好评', neutral: '中评', bad: '差评', delete: '删除' };

/** What a script's variables stand for. */
export const VARIABLES: Record<string, string> = {
  order: '订单号',
  product: '商品名',
  buyer: '买家',
  deadline: '截止时间',
  shop: '店铺名',
  agent: '客服名',
};

export const LABELS: Record<string, string> = {
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

export const SEVERITIES: Record<string, string> = { block: '不能发', warn: '有风险', hint: '可以更好' };

export const ASIDE = '以平台页面为准';
export const UPDATED = '插件已更新，刷新后继续（草稿已保存）';
export const MOVED = '评价列表刚刚变了，没放进去，话已经复制好了。看一眼是不是这条评价，再按 Ctrl+V 粘贴。';
export const MOVED_CHAT = '聊天刚刚换了人，没放进去，话已经复制好了。看一眼是不是这位买家，再按 Ctrl+V 粘贴。';
export const UNSURE = '没认出这个框是回复哪条评价的，没放进去，话已经复制好了，核对后按 Ctrl+V 粘贴。';
export const UNSURE_CHAT = '没认出现在在跟哪位买家聊，没放进去，话已经复制好了，核对后按 Ctrl+V 粘贴。';
export const NOT_COPIED = '没放进去：框和评价或买家对不上，复制也没成功。请重新选一次。';
export const NO_ROWS = '这一页的表格没认出来，先不显示时限。可能是平台改版了，设置里的「运行状态」可以复制报告。';
export const COPIED = '这个输入框不让放字，话已经复制好了，按 Ctrl+V 粘贴即可。';
export const NOT_PUT = '没放进去，输入框不接受。可以先手动输入。';
export const COMPOSING = '输入法还在打字，选好字再放。';
export const CHECKING = '刚改完，还在检查，马上就好。';
export const CHECKED_CLEAN = '检查过了，没问题。再点一次就发出。';
export const CHECKED_MARKED = '检查好了，有几个字要留意，看过再点提交。';
export const CHECK_DOWN = '检查暂时没有回应，先别着急发，留意一下内容。';
