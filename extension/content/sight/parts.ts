// An answer of the console's on its way to the worker and its rows on their way back, in pieces that
// cost the page a millisecond each.
import type { RowsAnswer } from '../../engine';
import { ROWS_PART, ROWS_PORT, type RowsAsk, type RowsPage } from '../../protocol';
import { alive, ask, Gone } from '../link';
import { breath } from './slices';

/** Cuts texts that follow one another; never between the halves of a surrogate pair, which alone do not survive a message. */
export function* parts(texts: Iterable<string>, most: number): Generator<string> {
  let rest = '';
  for (const text of texts) {
    rest += text;
    while (rest.length > most) {
      const end = /[\uD800-\uDBFF]/.test(rest.charAt(most - 1)) ? most - 1 : most;
      yield rest.slice(0, end);
      rest = rest.slice(end);
    }
  }
  if (rest) yield rest;
}

/** Hands an answer over and gives its rows as they come. Throws where the worker went away. */
export async function* readRows(texts: string[], signal: AbortSignal): AsyncGenerator<RowsAnswer> {
  if (texts.reduce((sum, text) => sum + text.length, 0) <= ROWS_PART) {
    yield await ask('rows', { body: texts.join('') });
    return;
  }
  if (!alive()) throw new Gone();
  const port = chrome.runtime.connect({ name: ROWS_PORT });
  try {
    for (const part of parts(texts, ROWS_PART)) {
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
