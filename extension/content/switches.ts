// Features of one page, started and stopped as switches say.
import { FEATURES } from './features';
import type { Page, PageFeature } from './page';
import { Slices } from './sight/slices';

export class Switches {
  private readonly running = new Map<PageFeature, AbortController>();

  private readonly slices: Slices;

  constructor(private readonly page: Page) {
    this.slices = new Slices(
      () => this.startOne(),
      () => {},
      page.signal,
    );
    page.signal.addEventListener('abort', () => {
      for (const end of this.running.values()) end.abort();
      this.running.clear();
    });
    this.follow();
  }

  /** Stops what is off by now and starts what is on: in slices, as a page that loads has little time. */
  follow(): void {
    for (const [feature, end] of this.running) {
      if (this.isOn(feature)) continue;
      this.running.delete(feature);
      end.abort();
    }
    this.slices.soon();
  }

  private isOn({ id }: PageFeature): boolean {
    return id === null || !this.page.isOff(id);
  }

  private startOne(): boolean {
    const feature = FEATURES.find((f) => this.isOn(f) && !this.running.has(f));
    if (!feature || this.page.signal.aborted) return false;
    this.start(feature);
    return true;
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
