// What the reader in the page's world and the content script say to one another: the one switches by
// window message and sends a port along, the other answers on that port, where the page's own
// listeners need not unpack it. Either may be forged by the page: nothing in them is trusted.

/**
 * The content script switches the reader on or off; off it is a pass-through. On comes with a port; on
 * without one, what the reader sees waits for the next that has one.
 */
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

/** A stretch of an answer the page got: a list of 1000 rows in one message costs the page 25 ms at each end. */
export interface ReaderPart {
  pingban: 'part';
  /** The API name that matched. */
  api: string;
  /** Which answer, counted by the reader. */
  answer: number;
  /** Which of its parts, from 0, and of how many. They come in their order. */
  part: number;
  of: number;
  text: string;
}

/** An answer the reader saw and did not hand on, and why. */
export interface ReaderIgnored {
  pingban: 'ignored';
  api: string;
  reason: 'too_large' | 'unreadable' | 'inexact';
}

export type FromReader = ReaderPart | ReaderHello | ReaderIgnored;

/** Characters of an answer at most: a page of 100 reviews is about 300,000. */
export const MAX_ANSWER = 8 << 20;
