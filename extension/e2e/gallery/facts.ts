// What the gallery's cards are about: every state and basis there is, in words as long as real ones.
import type { Badge, Finding, Hit, Window } from '../../engine';

const CLOSES = '2026-12-03T22:45:10+08:00';
const SOURCE = { title: '淘宝网评价规则', date: '2025-09-01' };

export const badge = (state: string): Badge =>
  ({
    kind: 'buyer_edit',
    state,
    basis: 'computed',
    closes: CLOSES,
    text: '可改 11天3小时',
    label: '买家可改评价，还有11天3小时',
  }) as Badge;

export function windows(): Window[] {
  const states = ['open', 'soon', 'urgent', 'over', 'done', 'none', 'unknown'];
  return states.map((state, i) => ({
    kind: ['buyer_edit', 'buyer_delete', 'explain', 'complain', 'ship', 'append', 'explain_append'][i] ?? 'append',
    state,
    basis: ['platform', 'computed', 'unknown'][i % 3] ?? 'computed',
    closes: state === 'unknown' || state === 'none' ? '' : CLOSES,
    ...(i < 3 && { remaining_s: 90_000 >> (4 * i), left: ['1天1小时', '1小时33分钟', '5分钟'][i] }),
    ...(i === 0 && { allowed: ['good', 'delete'], disputed: ['neutral'] }),
    ...(i === 4 && { cost: 12.5 }),
    ...(i > 4 && { why: '页面没有写从什么时候算起' }),
    source: SOURCE,
  })) as Window[];
}

export const finding = (
  severity: Finding['severity'],
  rewrite = '亲，很抱歉给您添麻烦了，我们马上为您补发。',
): Finding =>
  ({
    rule: 'cash-for-praise',
    label: severity === 'hint' ? '' : 'review_inducement',
    severity,
    start: 0,
    end: 4,
    text: '好评返现',
    message: '不能拿好处换评价，改评、删评都不行。',
    rewrite,
    replace: rewrite ? { start: 0, end: 4 } : null,
    source: { title: '网络反不正当竞争暂行规定 第九条第（五）项', date: '2024-09-01' },
    penalty: { text: '店铺扣分，情节严重的会被处理', date: '2025-09-01' },
  }) as Finding;

export const hit = (from: string): Hit =>
  ({
    script: {
      id: `wuliu-${from || 'shipped'}`,
      title: '物流慢，解释',
      text: '亲，{{product|这件}}的物流从{{?哪天}}起没有更新，订单{{order}}我已经登记查件了。',
      phase: '解决',
      ...(from === 'team' && { expires: '2026-12-31' }),
    },
    match: [[0, 3]],
    from,
    why: '用于评价解释 · 适合差评 · 你用过12次',
  }) as Hit;
