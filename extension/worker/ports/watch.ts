import type { Change } from '../../protocol';

/** Tells every listening page and view what changed. */
export class Watchers {
  readonly #ports = new Set<chrome.runtime.Port>();

  add(port: chrome.runtime.Port): void {
    this.#ports.add(port);
    port.onDisconnect.addListener(() => this.#ports.delete(port));
  }

  get size(): number {
    return this.#ports.size;
  }

  tell(change: Change): void {
    for (const port of this.#ports) {
      try {
        port.postMessage(change);
      } catch {
        // The page went into the back-forward cache or is closing; it asks anew when it returns.
        this.#ports.delete(port);
      }
    }
  }
}
