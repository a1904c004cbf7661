import { ask } from './ask';

/** What became of the last text: on its way, safe, or why not. */
export type Kept = 'saving' | 'saved' | Error;

const PREFIX = 'unsent:';

/** The text being written under a key; '' if there is none. What a closed view could not send is sent now. */
export async function readDraft(key: string): Promise<string> {
  const unsent = localStorage.getItem(PREFIX + key);
  if (unsent === null) return (await ask('draft.get', { key })).text;
  new Keeper(key, () => {}).put(unsent);
  return unsent;
}

/**
 * Keeps a text with the worker, one after the other, so that an earlier one never lands on a later.
 * Until the last is acknowledged the view keeps a copy of its own, which outlives its closing.
 */
export class Keeper {
  readonly #key: string;
  readonly #told: (kept: Kept) => void;
  #next: string | undefined;
  #busy = false;

  constructor(key: string, told: (kept: Kept) => void) {
    this.#key = key;
    this.#told = told;
  }

  put(text: string): void {
    try {
      localStorage.setItem(PREFIX + this.#key, text);
    } catch {
      // Storage is full: the worker says so if it is for the worker too.
    }
    this.#next = text;
    this.#told('saving');
    if (!this.#busy) void this.#run();
  }

  /** Sends at once what waits for an answer to the text before: the view may be closing. */
  flush(): void {
    if (this.#next !== undefined) ask('draft.put', { key: this.#key, text: this.#next }).catch(() => {});
  }

  async #run(): Promise<void> {
    this.#busy = true;
    for (let text = this.#next; text !== undefined; text = this.#next) {
      this.#next = undefined;
      const kept = await ask('draft.put', { key: this.#key, text }).then(
        () => 'saved' as const,
        (fault: Error) => fault,
      );
      if (this.#next !== undefined) continue;
      if (kept === 'saved') localStorage.removeItem(PREFIX + this.#key);
      this.#told(kept);
    }
    this.#busy = false;
  }
}
