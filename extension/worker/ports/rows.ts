import type { Row, RowsAnswer } from '../../engine';
import type { RowsPage } from '../../protocol';
import type { EngineHost } from '../engine/host';

/** A console's answer is some hundred kilobytes; what is far beyond is not one. */
const LONGEST_BODY = 8_000_000;
/** Rows of one message: about 30 kB. */
const PAGE = 40;

/** Reads the rows out of an answer, which comes from a page and may be anything. */
export type RowReader = (body: unknown) => Promise<RowsAnswer>;

export function rowReader(engine: EngineHost): RowReader {
  return async (body) => {
    if (typeof body !== 'string' || body.length > LONGEST_BODY) return { rows: [], ignored: { too_large: 1 } };
    return engine.call('rows', { body });
  };
}

/** Serves one long answer: its parts come in, its rows go out page by page. */
export function serveRows(port: chrome.runtime.Port, read: RowReader): void {
  let body = '';
  let answer: Promise<RowsAnswer> | undefined;
  let given = 0;
  port.onMessage.addListener((message: unknown) => {
    const ask = (message ?? {}) as { part?: unknown; next?: unknown };
    if (typeof ask.part === 'string' && !answer && body.length <= LONGEST_BODY) body += ask.part;
    if (ask.next === true) void next();
  });

  async function next(): Promise<void> {
    try {
      answer ??= read(body);
      body = '';
      const { rows, ignored } = await answer;
      const page: Row[] = rows.slice(given, given + PAGE);
      const first = given === 0;
      given += page.length;
      post({ rows: page, ignored: first ? ignored : {}, left: rows.length - given });
    } catch (fault) {
      post({ error: fault instanceof Error ? fault.message : String(fault) });
    }
  }

  function post(page: RowsPage): void {
    try {
      port.postMessage(page);
    } catch {
      // The page has gone and needs no rows.
    }
  }
}
