// An answer of the console's on its way to the worker and its rows on their way back, in pieces that
// cost the page a millisecond each.
import type { RowsAnswer } from '../../engine';
import { ROWS_PART, ROWS_PORT, type RowsAsk, type RowsPage } from '../../protocol';
import { alive, ask, Gone } from '../link';
import { breath } from './slices';

/** Cuts a text; never between the halves of a surrogate pair, which alone do not survive a message. */
export function* parts(text: string, most: number): Generator<string> {
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + most);
    if (end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end--;
    yield text.slice(at, end);
    at = end;
  }
}

/** Hands an answer over and gives its rows as they come. Throws where the worker went away. */
export async function* readRows(body: string, signal: AbortSignal): AsyncGenerator<RowsAnswer> {
  if (body.length <= ROWS_PART) {
    yield await ask('rows', { body });
    return;
  }
  if (!alive()) throw new Gone();
  const port = chrome.runtime.connect({ name: ROWS_PORT });
  try {
    for (const part of parts(body, ROWS_PART)) {
      port.postMessage({ part } satisfies RowsAsk);
      await breath();
    }
    for (let left = 1; left > 0 && !signal.aborted; await breath()) {
      const page = await next(port);
      if ('error' in page) throw new Error(page.error);
      left = page.left;
      yield page;
    }
  } finally {
    port.disconnect();
  }
}

function next(port: chrome.runtime.Port): Promise<RowsPage> {
  return new Promise((resolve, reject) => {
    const end = () => {
      port.onMessage.removeListener(got);
      port.onDisconnect.removeListener(lost);
    };
    const got = (page: RowsPage) => {
      end();
      resolve(page);
    };
    const lost = () => {
      void chrome.runtime?.lastError;
      end();
      reject(new Error('the worker went away'));
    };
    port.onMessage.addListener(got);
    port.onDisconnect.addListener(lost);
    port.postMessage({ next: true } satisfies RowsAsk);
  });
}
