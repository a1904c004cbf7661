/** @jsxImportSource react */
// One review: its row, and the expanded row below it that holds an appended review.
import type { Operation, Row } from './api';
import type { Knobs } from './knobs';
import { Reply } from './reply';

const MOOD: Record<string, string> = { '11': '正面评价', '12': '中性评价', '13': '负面评价', '': '情感识别中' };

/** The console shows minutes, in China's time whatever the computer's zone. */
function minute(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function Body({ text, hue, children }: { text: string; hue?: number; children: React.ReactNode }) {
  return (
    <div className="l-rate-content">
      <div className="rate-content">
        <span className="rate-content-mark" />
        <span>{text}</span>
      </div>
      {hue !== undefined && (
        <div className="l-media-gallery">
          <img alt="" src={`https://img.alicdn.com/${hue}.svg`} width={40} height={40} />
        </div>
      )}
      {children}
    </div>
  );
}

interface Props {
  row: Row;
  knobs: Knobs;
  replying: boolean;
  onOpen(operation: Operation): void;
  onSubmit(operation: Operation, text: string): void;
  onCancel(): void;
}

function Actions({ row, knobs, replying, onOpen, onSubmit, onCancel }: Props) {
  const operations = row.operator.dataSource;
  const tip = operations.find((o) => o.beforeTips)?.beforeTips;
  const open = operations.find((o) => o.uiType === 'reply');
  return (
    <>
      {tip && <div className="reply-tip">{tip}</div>}
      {operations.map((o) =>
        o.uiType === 'text' ? (
          <div key={o.content} className="row-state">
            {o.content}
          </div>
        ) : (
          <button
            key={o.content}
            type="button"
            className="next-btn next-small next-btn-primary next-btn-text"
            onClick={() => o.uiType === 'reply' && onOpen(o)}
          >
            {o.content}
          </button>
        ),
      )}
      {replying && open && (
        <Reply title={open.content} knobs={knobs} onSubmit={(text) => onSubmit(open, text)} onCancel={onCancel} />
      )}
    </>
  );
}

export function ReviewRow(props: Props) {
  const { row } = props;
  const { mainRate, appendRate } = row.rateContent;
  const date = mainRate.date;
  return (
    <>
      <tr className="next-table-row">
        <td className="next-table-cell mood">{MOOD[row.emotionType.status] ?? '情感识别中'}</td>
        <td className="next-table-cell">
          <Body text={mainRate.content} hue={mainRate.content.length > 20 ? row.page.hue : undefined}>
            {row.page.dateShown && date !== undefined && <div className="rate-date">初次评价：{minute(date)}</div>}
          </Body>
        </td>
        <td className="next-table-cell">
          <div className="product">
            <img alt="" src={`https://img.alicdn.com/${row.page.hue}.svg`} width={48} height={48} />
            <div>
              <a className="title-link" href={row.itemInfo.link} target="_blank" rel="noreferrer">
                {row.itemInfo.title}
              </a>
              <div className="sku">{row.page.sku}</div>
              <div className="order-id">订单号：{row.orderInfo.orderId}</div>
              {row.page.secondOrder && <div className="order-id">订单号：{row.page.secondOrder}</div>}
            </div>
          </div>
        </td>
        <td className="next-table-cell">{row.userInfo.userName}</td>
        <td className="next-table-cell actions">
          <Actions {...props} />
        </td>
      </tr>
      {appendRate && (
        <tr className="next-table-row next-table-expanded-row">
          <td colSpan={5} className="next-table-cell">
            <Body text={appendRate.content}>
              <div className="rate-date">追加评价：收货后{appendRate.days}天</div>
            </Body>
          </td>
        </tr>
      )}
    </>
  );
}
