// What a row's badge must say, worked out from the server's own data by the published rules and
// nothing of ours: a review can be edited or deleted (Taobao only), explained and complained about
// for 30 days of 24 hours, and the platform's own countdown wins for the explanation.
import type { Row } from '../console/rows.mjs';
import { caseOf } from './case.mjs';

const DAY = 86_400;

export interface Expected {
  case: string;
  kind: string;
  state: string;
  basis: string;
  /** Epoch seconds of the last second that counts. */
  closes: number;
  /** Seconds that closes may differ by: a countdown in days starts when it is read. */
  slack: number;
}

/**
 * The badge of a row that is not an oddity.
 * @param joined whether the console's JSON told the second of the rating; the screen tells minutes
 */
export function expectedBadge(row: Row, now: number, joined: boolean): Expected {
  const rated = Math.floor(row.ratedAt / (joined ? 1000 : 60_000)) * (joined ? 1 : 60);
  const at = Math.floor(now / 1000);
  const end = rated + 30 * DAY;
  const explain = { kind: 'explain', basis: 'computed', closes: end, slack: 0 };
  if (row.tip === 'over') explain.basis = 'platform';
  else if (row.tip > 0) {
    explain.basis = 'platform';
    if (end < at + (row.tip - 1) * DAY || end > at + (row.tip + 1) * DAY)
      Object.assign(explain, { closes: at + row.tip * DAY, slack: 30 });
  }
  const editable = row.host !== 'detail.tmall.com' && (row.mood === 'neutral' || row.mood === 'negative');
  const windows = [
    ...(editable ? [{ kind: 'buyer_edit', basis: 'computed', closes: end, slack: 0 }] : []),
    ...(row.replied ? [] : [explain]),
    { kind: 'complain', basis: 'computed', closes: end, slack: 0 },
  ];
  const running = windows.filter((w) => w.closes >= at && !(w.kind === 'explain' && row.tip === 'over'));
  // The sort is stable and the list in the order that breaks ties.
  const pick = running.length
    ? running.sort((a, b) => a.closes - b.closes)[0]
    : windows.sort((a, b) => b.closes - a.closes)[0];
  if (!pick) throw new Error('a review always has a window');
  const left = pick.closes - at;
  const state = !running.length ? 'over' : left <= 2 * 3600 ? 'urgent' : left <= DAY ? 'soon' : 'open';
  return { case: caseOf(row), state, ...pick };
}
