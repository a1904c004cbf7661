// Features of one page, started and stopped as switches say.
import { FEATURES } from './features';
import type { Page, PageFeature } from './page';

export class Switches {
  private readonly running = new Map<PageFeature, AbortController>();

  constructor(private readonly page: Page) {
    page.signal.addEventListener('abort', () => {
      for (const end of this.running.values()) end.abort();
      this.running.clear();
    });
    this.follow();
  }

  /** Starts what is on and stops what is off by now. */
  follow(): void {
    for (const feature of FEATURES) {
      const off = feature.id !== null && this.page.isOff(feature.id);
      const end = this.running.get(feature);
      if (off && end) {
        this.running.delete(feature);
        end.abort();
      } else if (!off && !end && !this.page.signal.aborted) {
        this.start(feature);
      }
    }
  }

  private start(feature: PageFeature): void {
    const end = new AbortController();
    this.running.set(feature, end);
    try {
      feature.init(this.page, end.signal);
    } catch (error) {
      // One broken feature goes; the others and the page stay.
      console.error('Pingban', feature.id, error);
      end.abort();
    }
  }
}
