// Bytes of an answer as text.
import { MAX_ANSWER } from './messages';

/**
 * Text of an answer by the charset its header names; without one UTF-8 where the bytes are valid
 * UTF-8, else GBK, which the console's older answers still come in.
 */
export function decode(bytes: BufferSource, contentType: string): string {
  const named = /charset=["']?([\w-]+)/i.exec(contentType)?.[1];
  for (const charset of named ? [named] : ['utf-8', 'gbk']) {
    try {
      return new TextDecoder(charset, { fatal: !named }).decode(bytes);
    } catch {
      // Not this charset: the next.
    }
  }
  return '';
}

/** Bytes of a body, or null once they are more than the cap; the rest is then not read. */
export async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(response.headers.get('content-length')) > MAX_ANSWER) return null;
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || !value) break;
    size += value.length;
    if (size > MAX_ANSWER) {
      void reader?.cancel();
      return null;
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}
