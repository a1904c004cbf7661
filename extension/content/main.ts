// The content script: waits for a page it knows, runs its features there, follows route changes and
// switches, and leaves without a trace when the extension goes.
import type { Start } from '../protocol';
import { alive, ask, Gone, Watch } from './link';
import { Overlay } from './overlay/layer';
import { toast } from './overlay/toast';
import { Page } from './page';
import { control } from './sight/answers';
import { siteFor } from './sight/ready';
import { onRoute } from './sight/route';
import { breath } from './sight/slices';
import { Switches } from './switches';
import { UPDATED } from './words';

/** Ms after the extension within which all of ours must be gone. */
const GONE = 5_000;
/** How long the last line stays. */
const FAREWELL = 2_500;
/** How often an orphan looks whether it is one; hidden tabs look less often by themselves. */
const PULSE = GONE - FAREWELL - 500;
const RETRY = 5_000;

interface Shown {
  page: Page;
  switches: Switches;
  end: AbortController;
}

class Script {
  private readonly life = new AbortController();
  private watch: Watch | null = null;
  private start: Start | null = null;
  private shown: Shown | null = null;
  private timer = 0;

  /**
   * In pieces: the browser makes each of its interfaces when a script first asks for it, which together is more than a
   * page that loads should wait for.
   */
  async begin(): Promise<void> {
    const { signal } = this.life;
    await breath();
    const pulse = setInterval(() => alive() || this.leave(), PULSE);
    signal.addEventListener('abort', () => {
      clearInterval(pulse);
      clearTimeout(this.timer);
    });
    // Before the first question: what changes after its answer is heard of.
    this.watch = new Watch(
      (change) => {
        if (change.changed === 'settings' || change.changed === 'packs') void this.refresh(change.changed === 'packs');
        if (change.changed === 'cases') this.casesChanged(change.cases);
      },
      () => void this.refresh(false),
      signal,
    );
    await breath();
    onRoute(() => this.route(), signal);
    void this.refresh(false);
    await breath();
    const back = () => {
      if (!alive()) return this.leave();
      if (!document.hidden) this.watch?.renew();
    };
    window.addEventListener('focus', back, { signal });
    window.addEventListener('pointerdown', back, { capture: true, passive: true, signal });
    document.addEventListener('visibilitychange', back, { signal });
  }

  /**
   * Asks for sites and switches anew and follows them. A page is built anew only for another way to read it: that
   * forgets which row an open reply belongs to.
   */
  private async refresh(packs: boolean): Promise<void> {
    clearTimeout(this.timer);
    try {
      const start = await ask('start', {});
      if (this.life.signal.aborted) return;
      const before = this.start;
      this.start = start;
      if (packs && JSON.stringify(before?.sites) !== JSON.stringify(start.sites)) this.close();
      if (this.shown) {
        const { page } = this.shown;
        page.start = start;
        if (packs || before?.settings.platform !== start.settings.platform) page.sight.again();
        page.editing?.checks.again();
      }
      this.route();
      this.resumeLater();
    } catch (error) {
      if (error instanceof Gone) this.leave();
      else this.timer = window.setTimeout(() => void this.refresh(packs), RETRY);
    }
  }

  private get paused(): boolean {
    const until = Date.parse(this.start?.settings.pausedUntil ?? '');
    return until > Date.now() + (this.start?.skew ?? 0);
  }

  private resumeLater(): void {
    if (!this.start || !this.paused) return;
    const wait = Date.parse(this.start.settings.pausedUntil) - Date.now() - this.start.skew;
    this.timer = window.setTimeout(() => this.route(), Math.min(wait + 500, 0x7fffffff));
  }

  /** Shows what belongs on the page the address names now. */
  private route(): void {
    if (!this.start || this.life.signal.aborted) return;
    const site = this.paused ? null : siteFor(this.start.sites, location);
    if (this.shown && site?.id === this.shown.page.site.id) {
      this.shown.switches.follow();
      this.shown.page.sight.routed();
      return;
    }
    this.close();
    if (this.paused) control({ pingban: 'reader', on: false });
    // On other pages the reader stays as it is: the list's answer may come before the address does.
    if (!site) return;
    const end = new AbortController();
    const page = new Page(site, this.start, end.signal);
    this.shown = { page, switches: new Switches(page), end };
    if (page.isOff('reader')) control({ pingban: 'reader', on: false });
  }

  private casesChanged(cases: string[]): void {
    const { shown } = this;
    if (!shown) return;
    const rows = cases.flatMap((id) => shown.page.sight.cases.find(id) ?? []);
    if (rows.length) shown.page.sight.again(rows);
  }

  private close(): void {
    this.shown?.end.abort();
    this.shown = null;
  }

  /** The extension is gone: everything of ours goes too, after one quiet line if it was at work. */
  private leave(): void {
    if (this.life.signal.aborted) return;
    const worked = this.shown !== null;
    this.close();
    this.life.abort();
    control({ pingban: 'reader', on: false, gone: true });
    if (!worked) return;
    const end = new AbortController();
    toast(new Overlay(end.signal), UPDATED, end.signal, undefined, FAREWELL);
    setTimeout(() => end.abort(), FAREWELL);
  }
}

void new Script().begin();
