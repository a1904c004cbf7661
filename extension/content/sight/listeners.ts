// Those who want to know of something, for as long as they are there.

export class Listeners<A extends unknown[]> {
  private readonly all = new Set<(...told: A) => void>();

  on(listener: (...told: A) => void, signal: AbortSignal): void {
    this.all.add(listener);
    signal.addEventListener('abort', () => this.all.delete(listener));
  }

  get size(): number {
    return this.all.size;
  }

  /** Tells each; one that fails keeps none of the others from hearing it. */
  tell(...told: A): void {
    for (const listener of this.all) {
      try {
        listener(...told);
      } catch (error) {
        console.error('Pingban', error);
      }
    }
  }
}
