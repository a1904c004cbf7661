// Keeps a page as fresh as the log: polls the cursor, cheaply, and reloads when it moved.
import { get } from './api.js';
import { exact, moment } from './words.js';

/** Milliseconds between looks at the log, while one looks at the page and while one does not. */
const SEEN = 3000;
const HIDDEN = 60_000;
/** Milliseconds after which time left is worth computing again though nothing happened. */
const STALE = 60_000;
const SLOWEST = 60_000;

export class Live {
  #status;
  #changed;
  #head = 0;
  #epoch = '';
  #loaded = 0;
  #failures = 0;
  #timer;

  /** Shows its state in `status` and calls `changed` when the page should load again. */
  constructor(status, changed) {
    this.#status = status;
    this.#changed = changed;
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#look();
      else this.#plan();
    });
  }

  /** Goes on from what a page loaded; one without a head keeps the last. */
  follow({ head, epoch, as_of }) {
    if (head !== undefined) [this.#head, this.#epoch] = [head, epoch];
    this.#loaded = Date.now();
    this.#failures = 0;
    if (as_of) this.#fresh(as_of);
    this.#plan();
  }

  lost() {
    this.#failures++;
    this.#status.dataset.state = 'lost';
    this.#plan();
  }

  #fresh(at) {
    this.#status.dataset.state = 'live';
    this.#status.textContent = `数据截至 ${moment(at)}`;
    this.#status.title = exact(at);
  }

  #plan() {
    clearTimeout(this.#timer);
    const usual = document.visibilityState === 'visible' ? SEEN : HIDDEN;
    // Doubling, with chance in it: screens that lost the backend together must not return together.
    const wait = Math.max(usual, Math.min(SLOWEST, SEEN * 2 ** this.#failures * (0.5 + Math.random() / 2)));
    this.#timer = setTimeout(() => this.#look(), this.#failures > 0 ? wait : usual);
  }

  async #look() {
    if (this.#failures > 0 || Date.now() - this.#loaded > STALE) return this.#changed();
    try {
      const { events } = await get('/v1/events', { after: this.#head, limit: 1, epoch: this.#epoch });
      if (events.length > 0) return this.#changed();
      this.#fresh(new Date());
    } catch (error) {
      if (error.code === 'gone' || error.code === 'unauthorized') return this.#changed();
      this.lost();
      return;
    }
    this.#plan();
  }
}
