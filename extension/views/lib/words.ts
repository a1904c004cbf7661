import type { Window } from '../../engine';
import { type TextKey, t } from '../../text';

// Codes of the engine and the sentences people read for them. A code this version does not know is
// shown as it is: hiding it would hide what happened.

function words(keys: Record<string, TextKey>): (code: string) => string {
  return (code) => {
    const key = keys[code];
    return key ? t(key) : code;
  };
}

export const windowKind = words({
  buyer_edit: 'kind_buyer_edit',
  buyer_delete: 'kind_buyer_delete',
  append: 'kind_append',
  explain: 'kind_explain',
  explain_append: 'kind_explain_append',
  complain: 'kind_complain',
  mutual_review: 'kind_mutual_review',
  ship: 'kind_ship',
  aftersale: 'kind_aftersale',
  invoice: 'kind_invoice',
  refund_unshipped: 'kind_refund_unshipped',
  refund_shipped: 'kind_refund_shipped',
  refund_return: 'kind_refund_return',
  refund_receive: 'kind_refund_receive',
  refund_refused: 'kind_refund_refused',
});

const stateWord = words({
  open: 'state_open',
  soon: 'state_soon',
  urgent: 'state_urgent',
  over: 'state_over',
  done: 'state_done',
  none: 'state_none',
  unknown: 'state_unknown',
});

/** The words of a span of time as the engine writes it: 11天3小时, 不到1分钟. */
const spanWord = words({ 天: 'unit_day', 小时: 'unit_hour', 分钟: 'unit_minute', 不到1分钟: 'unit_none' });

/** What is left of a window, as its badge and its card in the page say it; of one that is not open its state. */
export function windowState({ state, left }: Window): string {
  if (!left) return stateWord(state);
  return t('window_left', left.replace(/不到1分钟|小时|分钟|天/g, spanWord).trim());
}

export const basis = words({ platform: 'basis_platform', computed: 'basis_computed', unknown: 'basis_unknown' });

export const rating = words({
  good: 'rating_good',
  neutral: 'rating_neutral',
  bad: 'rating_bad',
  delete: 'rating_delete',
  unknown: 'rating_unknown',
});

export const sentiment = words({
  positive: 'sentiment_positive',
  neutral: 'sentiment_neutral',
  negative: 'sentiment_negative',
});

export const platform = words({ taobao: 'platform_taobao', tmall: 'platform_tmall', jd: 'platform_jd' });

/** Statuses as they are stored, and what is read for them. */
export const STATUSES = ['新', '已联系', '待买家', '已解决', '已解释', '已投诉', '放弃'] as const;
export const status = words({
  新: 'status_new',
  已联系: 'status_contacted',
  待买家: 'status_waiting',
  已解决: 'status_resolved',
  已解释: 'status_explained',
  已投诉: 'status_complained',
  放弃: 'status_given_up',
});

export const RATINGS = ['good', 'neutral', 'bad'] as const;

export const CHANNELS = ['旺旺', '电话', '短信', '其他'] as const;
export const channel = words({
  旺旺: 'channel_wangwang',
  电话: 'channel_phone',
  短信: 'channel_sms',
  其他: 'channel_other',
});

/** Classes of a review's reason, as they are stored. */
export const REASONS = [
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
] as const;
export const reason = words({
  质量: 'reason_quality',
  色差: 'reason_colour',
  尺码: 'reason_size',
  物流: 'reason_logistics',
  服务: 'reason_service',
  发错货: 'reason_wrong_item',
  破损: 'reason_broken',
  少件: 'reason_missing',
  假货: 'reason_fake',
  价格: 'reason_price',
  包装: 'reason_packing',
  描述不符: 'reason_description',
  效果: 'reason_effect',
  新鲜度: 'reason_freshness',
  气味: 'reason_smell',
  其他: 'reason_other',
});

export const BUYER_TYPES = ['新手', '忍无可忍', '挑剔', '老买家', '恶意'] as const;
export const buyerType = words({
  新手: 'buyer_new',
  忍无可忍: 'buyer_fed_up',
  挑剔: 'buyer_picky',
  老买家: 'buyer_regular',
  恶意: 'buyer_malicious',
});
/** How to treat such a buyer. */
export const buyerAdvice = words({
  新手: 'advice_new',
  忍无可忍: 'advice_fed_up',
  挑剔: 'advice_picky',
  老买家: 'advice_regular',
  恶意: 'advice_malicious',
});

export const COMPENSATION_FORMS = ['退款', '部分退款', '补发', '运费', '其他'] as const;
export const compensationForm = words({
  退款: 'form_refund',
  部分退款: 'form_part',
  补发: 'form_resend',
  运费: 'form_freight',
  其他: 'channel_other',
});

/** The platform's five types of complaint about a review. */
export const COMPLAINT_TYPES = ['不合理要求', '买家胁迫', '同行', '第三方诈骗', '泄露信息或辱骂'] as const;
export const complaintType = words({
  不合理要求: 'complaint_demand',
  买家胁迫: 'complaint_coercion',
  同行: 'complaint_peer',
  第三方诈骗: 'complaint_fraud',
  泄露信息或辱骂: 'complaint_abuse',
});
export const EVIDENCE = ['双方已互评', '聊天举证号', '对方原话', '我方答复', '发货签收记录', '质检或授权'] as const;
export const evidence = words({
  双方已互评: 'evidence_both',
  聊天举证号: 'evidence_chat',
  对方原话: 'evidence_words',
  我方答复: 'evidence_answer',
  发货签收记录: 'evidence_shipping',
  质检或授权: 'evidence_quality',
});

export const fieldName = words({
  assignee: 'field_assignee',
  status: 'field_status',
  rating: 'field_rating',
  reasons: 'field_reasons',
  buyer_type: 'field_buyer_type',
  outcome: 'field_outcome',
  next_step: 'field_next_step',
  next_at: 'field_next_at',
});

export const personalData = words({
  phone: 'masked_phone',
  address: 'masked_address',
  id: 'masked_id',
  account: 'masked_account',
});

export const findingAction = words({
  shown: 'finding_shown',
  fixed: 'finding_fixed',
  ignored: 'finding_ignored',
  sent: 'finding_sent',
  reported: 'finding_reported',
});

export const feature = words({
  reader: 'feature_reader',
  badges: 'feature_badges',
  bar: 'feature_bar',
  check: 'feature_check',
  guard: 'feature_guard',
  scripts: 'feature_scripts',
  notes: 'feature_notes',
  ignore_block: 'feature_ignore_block',
});

export const packKind = words({
  rules: 'pack_rules',
  scripts: 'pack_scripts',
  clocks: 'pack_clocks',
  sites: 'pack_sites',
  switches: 'pack_switches',
});
