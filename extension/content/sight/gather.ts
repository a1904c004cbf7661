// Answers as the reader hands them over, part by part, put together again. The page may forge any of it.
import { MAX_ANSWER } from '../../page/messages';

/** Answers on their way at most; the oldest is given up. */
const OPEN = 4;

interface Begun {
  texts: string[];
  size: number;
}

/** Why an answer is given up. */
export type Fault = 'unknown_api' | 'not_text' | 'too_large' | 'torn';

export class Gather {
  private readonly begun = new Map<unknown, Begun>();

  /** `known` are the names of the answers that are wanted. */
  constructor(private readonly known: ReadonlySet<unknown>) {}

  clear(): void {
    this.begun.clear();
  }

  /** The texts of an answer once its last part is in, why it is given up, or null while there is more to come. */
  take(message: Record<string, unknown>): string[] | Fault | null {
    const { answer, part, of, text } = message;
    if (part === 0) this.begin(answer);
    const begun = this.begun.get(answer);
    // Told of once, where it began to go wrong.
    if (!begun) return null;
    const fault = this.fault(message, begun);
    if (fault || typeof text !== 'string') {
      this.begun.delete(answer);
      return fault || 'not_text';
    }
    begun.texts.push(text);
    begun.size += text.length;
    if (begun.texts.length !== of) return null;
    this.begun.delete(answer);
    return begun.texts;
  }

  private begin(answer: unknown): void {
    this.begun.delete(answer);
    this.begun.set(answer, { texts: [], size: 0 });
    for (const oldest of this.begun.keys()) {
      if (this.begun.size <= OPEN) break;
      this.begun.delete(oldest);
    }
  }

  private fault({ api, part, text }: Record<string, unknown>, { texts, size }: Begun): Fault | '' {
    if (!this.known.has(api)) return 'unknown_api';
    if (typeof text !== 'string') return 'not_text';
    if (part !== texts.length) return 'torn';
    return size + text.length > MAX_ANSWER ? 'too_large' : '';
  }
}
