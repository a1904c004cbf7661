// What a saved page becomes before it is sent on: nothing of a person is left, and what rows are read
// by is.
import { expect, test } from '@playwright/test';
import { siteFiles } from './harness/samples.mjs';
import { Redactor, readBy } from './samples/redactor.mjs';

const PERSON = [
  '王小明',
  '13800138000',
  '3309081924709000001',
  '杭州市西湖区',
  'tokenABCDEF',
  'x@example.com',
  '晓晓的店',
];

test('a saved page keeps its labels and loses everyone in it', () => {
  const page = `<!doctype html><html><head><script>var token="tokenABCDEF"</script></head><body data-nick="晓晓的店">
    <!-- 王小明 --><table><tr class="next-table-row" data-id="3309081924709000001"><td title="王小明">王小明 13800138000 x@example.com</td>
    <td>初次评价：2026-07-13 11:45 住在杭州市西湖区</td><td>订单号：3309081924709000001</td>
    <td><a href="//item.taobao.com/item.htm?spm=tokenABCDEF&id=979536801722&nick=晓晓的店">晓晓的店</a><input value="王小明"></td><td>还有23天可回复</td></tr></table></body></html>`;
  const redactor = new Redactor();
  const html = redactor.html(page);
  for (const personal of PERSON) expect(html).not.toContain(personal);
  for (const kept of [
    'next-table-row',
    '初次评价：2026-07-13 11:45',
    '还有23天可回复',
    '//item.taobao.com/item.htm?id=',
  ]) {
    expect(html).toContain(kept);
  }
  const order = /订单号：(\d{19})/.exec(html)?.[1];
  const answer = `{"orderInfo":{"mainOrderId":3309081924709000001},"itemInfo":{"itemId":979536801722,"title":"晓晓的店 王小明"},"rateContent":{"mainRate":{"date":1783914300000,"feedId":"1284767962779","content":"王小明 13800138000"}}}`;
  const json = redactor.json(answer);
  for (const personal of PERSON) expect(json).not.toContain(personal);
  const read = JSON.parse(json);
  expect(read.orderInfo.mainOrderId).toBe(order);
  expect(read.rateContent.mainRate.date).toBe(1_783_914_300_000);
  expect(html).toContain(`id=${read.itemInfo.itemId}`);
});

test('what a site file waits for and reads rows by is still there in the sample made for it', () => {
  const file = {
    ...siteFiles()[0],
    ready: { texts: ['回购记录'], headers: ['成色'] },
    row: { anchor: '回购单号\\s*[:：]', one: '', until: ['回购价'] },
    fields: { item: [{ attr: 'data-item', pattern: '(\\d+)' }], paid_at: [{ pattern: '打款于(\\d+)' }] },
  };
  const html = new Redactor(readBy(file)).html(
    '<body><h1>回购记录</h1><table><tr><th>成色</th></tr><tr><td data-item="979536801722" data-nick="王小明">回购单号：3309081924709000001 回购价 打款于 王小明</td></tr></table></body>',
  );
  for (const kept of ['回购记录', '成色', '回购单号：', '回购价', '打款于', 'data-item="'])
    expect(html).toContain(kept);
  for (const personal of ['王小明', '979536801722', '3309081924709000001']) expect(html).not.toContain(personal);
});
