// What the reader in the page's world and the content script say to one another, as window
// messages to the page's own origin. Either may be forged by the page: nothing in them is trusted.
import type { ReaderMessage } from '../protocol';

/** The content script switches the reader on or off; off it is a pass-through. */
export interface ReaderControl {
  pingban: 'reader';
  on: boolean;
  /** The extension is gone: the browser's own functions are put back. */
  gone?: boolean;
}

/** The reader's answer to being switched on. */
export interface ReaderHello {
  pingban: 'hello';
}

/** An answer the reader saw and did not hand on, and why. */
export interface ReaderIgnored {
  pingban: 'ignored';
  api: string;
  reason: 'too_large' | 'unreadable' | 'inexact';
}

export type FromReader = ReaderMessage | ReaderHello | ReaderIgnored;

/** Characters of an answer at most: a page of 100 reviews is about 300,000. */
export const MAX_ANSWER = 8 << 20;
