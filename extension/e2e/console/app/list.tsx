/** @jsxImportSource react */
// 评价管理: tabs, filters, the table and its pages.
import { useCallback, useEffect, useState } from 'react';
import { type List, list, type Operation, type Row, reply } from './api';
import { address, knobs } from './knobs';
import { ReviewRow } from './row';

const HEADERS = ['', '评价内容', '商品信息', '买家信息', '操作'];
const FILTERS = [
  { label: '有内容', param: 'content', value: 'hasContent' },
  { label: '未回复', param: 'explain', value: 'notExplain' },
  { label: '有追评', param: 'content', value: 'hasAppend' },
];

const param = (name: string) => new URLSearchParams(location.search).get(name) ?? '';

function asked() {
  return {
    current: Number(param('current') || 1),
    pageSize: Number(param('pageSize') || 20),
    content: param('content'),
    explain: param('explain'),
  };
}

function Pages({
  total,
  current,
  size,
  onGo,
}: {
  total: number;
  current: number;
  size: number;
  onGo(page: number): void;
}) {
  const last = Math.max(1, Math.ceil(total / size));
  const near = Array.from({ length: last }, (_, i) => i + 1).filter(
    (n) => n === 1 || n === last || Math.abs(n - current) < 3,
  );
  return (
    <div className="next-pagination next-medium">
      <button
        type="button"
        className="next-btn next-medium next-pagination-item next-prev"
        disabled={current <= 1}
        onClick={() => onGo(current - 1)}
      >
        上一页
      </button>
      <div className="next-pagination-list">
        {near.map((n) => (
          <button
            key={n}
            type="button"
            className={`next-btn next-medium next-pagination-item${n === current ? ' next-current' : ''}`}
            onClick={() => onGo(n)}
          >
            {n}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="next-btn next-medium next-pagination-item next-next"
        disabled={current >= last}
        onClick={() => onGo(current + 1)}
      >
        下一页
      </button>
    </div>
  );
}

function Filters({ onChange }: { onChange(param: string, value: string): void }) {
  return (
    <div className="filters">
      {FILTERS.map((f) => {
        const on = param(f.param) === f.value;
        return (
          <button
            key={f.label}
            type="button"
            className={`next-tag next-tag-checkable next-tag-medium${on ? ' checked' : ''}`}
            aria-pressed={on}
            onClick={() => onChange(f.param, on ? '' : f.value)}
          >
            {f.label}
          </button>
        );
      })}
      <span className="next-input next-medium">
        <input placeholder="起始日期" />
      </span>
      <span className="next-input next-medium">
        <input placeholder="结束日期" />
      </span>
      <span className="next-input next-medium">
        <input placeholder="请输入评价关键词" />
      </span>
      <button type="button" className="next-btn next-medium next-btn-primary" onClick={() => onChange('current', '')}>
        搜索
      </button>
      <button type="button" className="next-btn next-medium next-btn-normal">
        清除条件
      </button>
    </div>
  );
}

const replied = (row: Row, done: Operation): Row => ({
  ...row,
  operator: {
    dataSource: row.operator.dataSource.map((o) =>
      o === done ? { ...o, uiType: 'replyRecord', content: `${o.content}记录`, beforeTips: undefined } : o,
    ),
  },
});

export function ReviewList() {
  const [shown, setShown] = useState<List | null>(null);
  const [generation, setGeneration] = useState(0);
  const [open, setOpen] = useState('');
  const [toast, setToast] = useState('');
  const k = knobs();

  const load = useCallback(async () => {
    setShown(null);
    setOpen('');
    setShown(await list(asked()));
  }, []);
  useEffect(() => void load(), [load]);

  const navigate = (changes: Record<string, string>) => {
    history.pushState(null, '', address(changes));
    void load();
  };
  useEffect(() => {
    const change = (order: (rows: Row[]) => Row[]) => setShown((s) => s && { ...s, rows: order(s.rows) });
    Object.assign(window, {
      consolePage: {
        ...window.consolePage,
        reverse: () => change((rows) => [...rows].reverse()),
        rerender: () => setGeneration((g) => g + 1),
        refresh: () => change((rows) => rows.map((row) => ({ ...row }))),
        reload: load,
      },
    });
  }, [load]);

  const feed = (row: Row) => row.rateContent.mainRate.feedId;
  const submit = async (row: Row, operation: Operation, text: string) => {
    await reply(operation, text);
    setShown((s) => s && { ...s, rows: s.rows.map((r) => (r === row ? replied(r, operation) : r)) });
    setOpen('');
    setToast('回复成功');
    setTimeout(() => setToast(''), 2000);
  };

  return (
    <>
      <ul role="tablist" className="next-tabs-nav">
        <li role="tab" aria-selected="true" className="next-tabs-tab active">
          来自买家的评价
        </li>
        <li role="tab" className="next-tabs-tab">
          种草
        </li>
      </ul>
      <Filters onChange={(name, value) => navigate({ current: '', [name]: value })} />
      <div className="total">{shown ? `共 ${shown.total} 条` : '加载中'}</div>
      <div className="next-loading-wrap">
        <div>
          <div className="next-table next-table-medium">
            <table role="table">
              <thead className="next-table-header">
                <tr>
                  {HEADERS.map((h) => (
                    <th key={h} className="next-table-cell next-table-header-node">
                      {h}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="next-table-body">
                {shown?.rows.map((row, i) => (
                  <ReviewRow
                    key={k.key === 'index' ? i : `${generation}:${feed(row)}`}
                    row={row}
                    knobs={k}
                    replying={open === feed(row)}
                    onOpen={() => setOpen(feed(row))}
                    onSubmit={(operation, text) => void submit(row, operation, text)}
                    onCancel={() => setOpen('')}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </div>
      </div>
      {shown && (
        <Pages
          total={shown.total}
          current={asked().current}
          size={asked().pageSize}
          onGo={(n) => navigate({ current: String(n) })}
        />
      )}
      {toast && (
        <div className="next-message" role="status">
          {toast}
        </div>
      )}
    </>
  );
}
