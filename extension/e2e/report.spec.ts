// The report one copies from 运行状态: fed with everyone's names, phones and orders it holds none.
import { expect, test } from '@playwright/test';
import type { Health, Status } from '../protocol';
import { healthReport } from '../views/options/report';

const PERSONAL = [
  '王小明',
  '13800138000',
  '3309081924709000001',
  'wangxm',
  'pingban.example.com',
  'tb_shop',
  '晓晓的店',
];
const fault = `王小明 13800138000 "wangxm" 3309081924709000001 https://pingban.example.com/v1 晓晓的店 'tb_shop'`;

test('the report names nobody, whatever the faults say', () => {
  Object.assign(globalThis, {
    chrome: { i18n: { getUILanguage: () => 'zh-CN' } },
    navigator: { userAgent: 'Chromium' },
  });
  const status: Status = {
    version: '0.1.0',
    engine: { state: 'failed', traps: 2, error: `unreachable ${fault}` },
    store: { events: 5, queued: 1, drafts: 2, error: fault },
    sync: {
      state: 'failed',
      origin: 'https://pingban.example.com',
      team: '晓晓的店',
      member: '3309081924709000001',
      name: '王小明',
      role: 'agent',
      last: '',
      error: fault,
      next: '',
      progress: null,
    },
    packs: [{ kind: 'rules', version: 3, error: `items[2].id: ${fault}` }],
    off: [{ feature: 'bar', by: 'team', reason: fault }],
    skew: 0,
  } as Status;
  const page: Health = {
    site: 'taobao-reviews',
    seen: 3,
    recognised: 2,
    joined: 1,
    strategies: { 'order:order-label': 2, [fault]: 1 },
    refused: { no_date: 1, 王小明: 1 },
    hook: 'on',
    ignored: { malformed: 1, '13800138000': 4, wangxm1: 1 },
  };
  const report = healthReport(status, [page]);
  for (const personal of PERSONAL) expect(report).not.toContain(personal);
  for (const kept of ['order:order-label', 'no_date', 'malformed', 'items[2].id', 'unreachable']) {
    expect(report).toContain(kept);
  }
});
