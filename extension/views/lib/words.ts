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
});

export const windowState = words({
  open: 'state_open',
  soon: 'state_soon',
  urgent: 'state_urgent',
  over: 'state_over',
  done: 'state_done',
  none: 'state_none',
  unknown: 'state_unknown',
});

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
