// Long work in slices, so that a page of 1000 rows never waits for us.

/** Milliseconds of one slice; the budget for a slice is 8, the last step may run over. */
const SLICE = 3;

function later(run: () => void): void {
  if (typeof scheduler !== 'undefined' && 'postTask' in scheduler) {
    scheduler.postTask(run, { priority: 'user-visible' }).catch(() => {});
  } else {
    setTimeout(run, 0);
  }
}

/** Runs steps until there are none, giving the page its turn between slices. */
export class Slices {
  private scheduled = false;
  /** The longest slice so far, in ms. */
  longest = 0;

  /** `step` does one small piece and says whether there was one to do; `done` is called at the end. */
  constructor(
    private readonly step: () => boolean,
    private readonly done: () => void,
    private readonly signal: AbortSignal,
  ) {}

  /** A step that fails is one piece lost, said aloud; the work goes on. */
  private try(): boolean {
    try {
      return this.step();
    } catch (error) {
      console.error('Pingban', error);
      return true;
    }
  }

  /** Runs a first slice now, the rest later. */
  run(): void {
    if (this.signal.aborted || this.scheduled) return;
    const began = performance.now();
    let more = true;
    while (more && performance.now() - began < SLICE) more = this.try();
    this.longest = Math.max(this.longest, performance.now() - began);
    if (!more) {
      this.done();
      return;
    }
    this.scheduled = true;
    later(() => {
      this.scheduled = false;
      this.run();
    });
  }
}
