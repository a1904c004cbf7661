import type { Watchers } from './ports/watch';
import type { Sender } from './senders';

const KEY = 'panel.case';

/** The side panel: which case it follows, and whether it needs opening at all. */
export class Panel {
  readonly #watchers: Watchers;
  /** Windows that show it. Opening it once more would take the focus from the page. */
  #shown = new Set<number>();

  constructor(watchers: Watchers) {
    this.#watchers = watchers;
  }

  /** Opens the panel on a case. Chrome wants the call within the click: nothing is awaited before it. */
  async open(id: string, sender: Sender): Promise<void> {
    const windowId = sender.tab?.windowId;
    const opening =
      windowId === undefined || this.#shown.has(windowId) ? undefined : chrome.sidePanel.open({ windowId });
    await chrome.storage.session.set({ [KEY]: id });
    this.#watchers.tell({ changed: 'panel', case: id });
    await opening;
  }

  /** Has every open panel, and the next to open, show a case. */
  async follow(id: string): Promise<void> {
    await chrome.storage.session.set({ [KEY]: id });
    this.#watchers.tell({ changed: 'panel', case: id });
  }

  async followed(): Promise<string> {
    const { [KEY]: id } = await chrome.storage.session.get(KEY);
    return typeof id === 'string' ? id : '';
  }

  /** A view came or went. */
  async look(): Promise<void> {
    const contexts = await chrome.runtime.getContexts({ contextTypes: [chrome.runtime.ContextType.SIDE_PANEL] });
    this.#shown = new Set(contexts.map((context) => context.windowId));
  }
}
