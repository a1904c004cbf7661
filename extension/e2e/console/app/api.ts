// The page's requests, made the way the console makes them: a form POST to the mtop gateway.
import { type Knobs, knobs } from './knobs';

export interface Operation {
  content: string;
  uiType: string;
  rateType: number;
  params: Record<string, unknown>;
  beforeTips?: string;
}

export interface Row {
  userInfo: { userName: string };
  emotionType: { status: string; appendRateStatus?: string };
  orderInfo: { orderId: string };
  itemInfo: { link: string; itemId: number; title: string };
  rateContent: {
    mainRate: { date?: number; feedId: string; content: string };
    appendRate?: { days: number; feedId: string; content: string };
  };
  operator: { dataSource: Operation[] };
  page: { sku: string; hue: number; dateShown: boolean; secondOrder: string };
}

export interface List {
  rows: Row[];
  total: number;
}

export interface Ask {
  current: number;
  pageSize: number;
  content: string;
  explain: string;
}

interface Answer {
  data: { data: { dataSource: Row[]; pagination: { total: number } } };
}

const API = 'mtop.rm.sellercenter.list.data.pc';

function post(url: string, body: URLSearchParams, net: Knobs['net'], credentials: boolean): Promise<ArrayBuffer> {
  if (net === 'fetch') {
    return fetch(url, { method: 'POST', body, credentials: credentials ? 'include' : 'omit' }).then((r) =>
      r.arrayBuffer(),
    );
  }
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', url);
    xhr.withCredentials = credentials;
    xhr.responseType = 'arraybuffer';
    xhr.onload = () => resolve(xhr.response as ArrayBuffer);
    xhr.onerror = () => reject(new Error('network'));
    xhr.send(body);
  });
}

const read = (answer: Answer): List => ({
  rows: answer.data.data.dataSource,
  total: answer.data.data.pagination.total,
});

/** The rows of one page. Where the list API is made to lie, they come from an address of ours. */
export async function list(ask: Ask): Promise<List> {
  const k = knobs();
  if (k.json !== 'off') {
    const query = new URLSearchParams({
      jsv: '2.6.1',
      appKey: '12574478',
      t: String(Date.now()),
      api: API,
      v: '1.0',
      syncCookieMode: 'true',
      type: 'originaljson',
      dataType: 'json',
    });
    const jsonBody = JSON.stringify({
      pageType: 'rateWait4PC',
      pagination: { current: ask.current, pageSize: ask.pageSize },
      content: ask.content,
      explain: ask.explain,
      knobs: k,
    });
    const form = new URLSearchParams({ data: JSON.stringify({ jsonBody }) });
    const bytes = await post(`https://h5api.m.taobao.com/h5/${API}/1.0/?${query}`, form, k.net, true);
    if (!k.json) return read(JSON.parse(new TextDecoder().decode(bytes)) as Answer);
    if (k.json === 'gbk') return read(JSON.parse(new TextDecoder('gbk').decode(bytes)) as Answer);
  }
  const plain = await fetch('/plain-rows', { method: 'POST', body: JSON.stringify({ ...ask, knobs: k }) });
  return read((await plain.json()) as Answer);
}

export async function reply(operation: Operation, content: string): Promise<void> {
  const body = new URLSearchParams({ feedbackID: String(operation.params.feedbackID), content });
  await post('https://rate.taobao.com/rateReply.htm', body, knobs().net, true);
}
