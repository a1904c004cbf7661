// Long work in slices, so that a page of 1000 rows never waits for us.

/** Milliseconds of one slice; the budget for a slice is 8, the last step may run over. */
const SLICE = 3;

/** Ms between two slices: tasks that follow one another at once leave the page no more room than one long one. */
const GAP = 4;

/** When the last turn was given out, as performance.now() tells it. */
let given = 0;

/** Gives the page its turn. Whoever waits here goes on alone: others of ours wait until the page had another turn. */
export function breath(): Promise<void> {
  const now = performance.now();
  given = Math.max(now + GAP, given + SLICE + GAP);
  const wait = given - now;
  return new Promise((resolve) => setTimeout(resolve, wait));
}

/**
 * Calls back within the next frame, once the browser has worked out styles and layout. What is asked of
 * them then is there already; in a task of its own, between a page's building of 1000 rows and their
 * paint, it would make the browser work all of it out at once, on us. A hidden tab has no frames.
 */
export function afterLayout(then: () => void): void {
  const observer = new ResizeObserver(() => {
    observer.disconnect();
    then();
  });
  observer.observe(document.documentElement);
}

/** Runs steps until there are none, giving the page its turn between slices. */
export class Slices {
  private scheduled = false;

  /**
   * `step` does one small piece and says whether there was one to do; `done` is called at the end. A slice ends
   * with the first step that goes over `most` ms.
   */
  constructor(
    private readonly step: () => boolean,
    private readonly done: () => void,
    private readonly signal: AbortSignal,
    private readonly most = SLICE,
  ) {}

  /** Whether there is more to do, at the end of which `done` is called. */
  get waiting(): boolean {
    return this.scheduled;
  }

  /** A step that fails is one piece lost, said aloud; the work goes on. */
  private try(): boolean {
    try {
      return this.step();
    } catch (error) {
      console.error('Pingban', error);
      return true;
    }
  }

  /** Runs all slices later: for a task that has done its own share already. */
  soon(): void {
    if (this.signal.aborted || this.scheduled) return;
    this.scheduled = true;
    void breath().then(() => {
      this.scheduled = false;
      this.run();
    });
  }

  /** Runs a first slice now, the rest later. */
  run(): void {
    if (this.signal.aborted || this.scheduled) return;
    const began = performance.now();
    let more: boolean;
    do more = this.try();
    while (more && performance.now() - began < this.most);
    if (!more) {
      this.done();
      return;
    }
    this.soon();
  }
}
