// Bytes of an answer as text, a stretch at a time: a list of 1000 rows at once would hold the page up.
import { MAX_ANSWER } from './messages';

/** Bytes, or characters of what is text already, of one stretch. */
const STRETCH = 64 * 1024;
/** Ms of the page's own between two stretches. */
const GAP = 4;

const later = window.setTimeout.bind(window);

/** Gives the page its turn; a hidden one has no use for it, and its timers are slow. */
export const turn = () => new Promise<void>((go) => (document.hidden ? go() : later(go, GAP)));

/** Text or bytes in stretches. */
export const cut = <T extends { length: number; slice(from: number, to: number): T }>(all: T): T[] =>
  Array.from({ length: Math.ceil(all.length / STRETCH) }, (_, i) => all.slice(i * STRETCH, ++i * STRETCH));

/**
 * Text of an answer by the charset its header names; without one UTF-8 where the bytes are valid
 * UTF-8, else GBK, which the console's older answers still come in.
 */
export async function decode(bytes: Uint8Array[], contentType: string): Promise<string[]> {
  const named = /charset=["']?([\w-]+)/i.exec(contentType)?.[1];
  for (const charset of named ? [named] : ['utf-8', 'gbk']) {
    try {
      const decoder = new TextDecoder(charset, { fatal: !named });
      const texts: string[] = [];
      for (const part of bytes.flatMap(cut)) {
        if (texts.length) await turn();
        texts.push(decoder.decode(part, { stream: true }));
      }
      return [...texts, decoder.decode()];
    } catch {
      // Not this charset: the next.
    }
  }
  return [];
}

/** Bytes of a body, or null once they are more than the cap; the rest is then not read. */
export async function bytesOf(response: Response): Promise<Uint8Array[] | null> {
  if (Number(response.headers.get('content-length')) > MAX_ANSWER) return null;
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || !value) return parts;
    size += value.length;
    if (size > MAX_ANSWER) {
      void reader?.cancel();
      return null;
    }
    parts.push(value);
  }
}
