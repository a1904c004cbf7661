// The extension as its own pages see it: requests to the worker, its life and its errors.

export class Extension {
  /** @param {import('@playwright/test').BrowserContext} context @param {string} id */
  constructor(context, id) {
    this.context = context;
    this.id = id;
  }

  /** Waits until the extension's worker has started. @param {import('@playwright/test').BrowserContext} context */
  static async in(context) {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    return new Extension(context, new URL(worker.url()).host);
  }

  /** A tab of the extension's origin that runs none of its code. */
  async #tab() {
    if (!this.tab || this.tab.isClosed()) {
      this.tab = await this.context.newPage();
      await this.tab.goto(`chrome-extension://${this.id}/manifest.json`);
    }
    return this.tab;
  }

  /** Puts a value into the worker's own store of small things. @param {string} key @param {unknown} value */
  async putMeta(key, value) {
    await this.ask('status');
    const tab = await this.#tab();
    await tab.evaluate(
      ([name, what]) =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open('pingban');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const tx = opening.result.transaction('meta', 'readwrite');
            tx.objectStore('meta').put(what, String(name));
            tx.oncomplete = () => {
              opening.result.close();
              resolve(undefined);
            };
            tx.onerror = () => reject(tx.error);
          };
        }),
      [key, value],
    );
  }

  /**
   * Sends a request of the protocol and gives its answer; a fault is thrown with its message.
   * @param {string} name @param {unknown} [body] @returns {Promise<any>}
   */
  async ask(name, body = {}) {
    const tab = await this.#tab();
    const reply = await tab.evaluate(
      (envelope) => /** @type {any} */ (globalThis).chrome.runtime.sendMessage(envelope),
      { pingban: name, body },
    );
    if (reply && 'ok' in reply) return reply.ok;
    throw new Error(`${name}: ${reply?.error ?? 'no answer'}`);
  }

  /**
   * Has a text checked as a reply box does at each key, and gives the answer.
   * @param {string} text @returns {Promise<any>}
   */
  async key(text) {
    const tab = await this.#tab();
    return tab.evaluate(
      (typed) =>
        new Promise((resolve) => {
          const port = /** @type {any} */ (globalThis).chrome.runtime.connect({ name: 'check' });
          port.onMessage.addListener((/** @type {unknown} */ answer) => {
            port.disconnect();
            resolve(answer);
          });
          port.postMessage({ seq: 1, text: typed, platform: 'taobao' });
        }),
      text,
    );
  }

  /** Everything in one store of the extension's database, as JSON. @param {string} store @returns {Promise<string>} */
  async stored(store) {
    const tab = await this.#tab();
    return tab.evaluate(async (name) => {
      /** @param {IDBRequest} request @returns {Promise<any>} */
      const result = (request) =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await result(indexedDB.open('pingban'));
      const all = await result(db.transaction(name).objectStore(name).getAll());
      db.close();
      return JSON.stringify(all);
    }, store);
  }

  /** What the extension's own pages say for a key of _locales, in the browser's language. @param {string} key @param {string[]} values */
  async text(key, ...values) {
    const tab = await this.#tab();
    return tab.evaluate(
      ([name, given]) => /** @type {any} */ (globalThis).chrome.i18n.getMessage(name, given),
      /** @type {[string, string[]]} */ ([key, values]),
    );
  }

  /** Opens one of the extension's own pages in a tab: panel, options or popup. @param {string} view */
  async view(view) {
    await this.#tab(); // made later it would come to the front, and a page behind another paints once a second
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${this.id}/views/${view}.html`);
    return page;
  }

  /** Ends the service worker as the browser does when it needs memory. Gives false if it was not running. */
  async kill() {
    return (await this.#end()) !== 'none';
  }

  /**
   * One that is just starting may not hear of it the first time, and now and then one stays however often it is told.
   * @returns {Promise<'none'|'ended'|'stays'>}
   */
  async #end() {
    const browser = this.context.browser();
    if (!browser) throw new Error('the browser has gone');
    const cdp = await browser.newBrowserCDPSession();
    const running = async () => {
      const { targetInfos } = await cdp.send('Target.getTargets');
      return targetInfos.find((t) => t.type === 'service_worker' && t.url.includes(this.id));
    };
    const target = await running();
    let stays = target !== undefined;
    for (let i = 0; target && stays && i < 1000; i++) {
      if (i % 50 === 0) await cdp.send('Target.closeTarget', { targetId: target.targetId }).catch(() => {});
      await new Promise((r) => setTimeout(r, 10));
      stays = (await running())?.targetId === target.targetId;
    }
    await cdp.detach();
    if (!target) return 'none';
    return stays ? 'stays' : 'ended';
  }

  /** Which scripts pages get, as the browser keeps them from one worker to the next. @returns {Promise<string>} */
  async registered() {
    const tab = await this.#tab();
    return tab.evaluate(async () => {
      const all = await /** @type {any} */ (globalThis).chrome.scripting.getRegisteredContentScripts();
      return JSON.stringify(all.sort((/** @type {any} */ a, /** @type {any} */ b) => a.id.localeCompare(b.id)));
    });
  }

  /**
   * Takes it back to where it was after installing: nothing stored, no alarm, a worker that has only started.
   * Gives false where its worker does not end, which keeps what it knows.
   * @param {string} scripts what registered() gave then
   */
  async wipe(scripts) {
    for (const page of this.context.pages())
      if (page !== this.tab && page !== this.manager) await page.close().catch(() => {});
    const tab = await this.#tab();
    await tab.evaluate(() => /** @type {any} */ (globalThis).chrome.alarms.clearAll());
    if ((await this.#end()) === 'stays') return false;
    await tab.evaluate(async () => {
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('pingban');
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error);
      });
      const { chrome } = /** @type {any} */ (globalThis);
      localStorage.clear();
      await chrome.storage.session.clear();
      await chrome.action.setBadgeText({ text: '' });
    });
    await this.ask('status');
    await this.context.serviceWorkers()[0]?.evaluate(() => {
      /** @type {any} */ (globalThis).chrome.runtime.onStartup.dispatch();
    });
    for (let waited = 0; (await this.registered()) !== scripts; waited += 20) {
      if (waited > 10_000) throw new Error(`after a wipe pages get other scripts: ${await this.registered()}`);
      await new Promise((r) => setTimeout(r, 20));
    }
    return true;
  }

  /** The browser's own page about extensions, kept open: it is asked after every test. */
  async #manager() {
    if (!this.manager || this.manager.isClosed()) {
      this.manager = await this.context.newPage();
      await this.manager.goto('chrome://extensions/');
    }
    return this.manager;
  }

  /** Manifest warnings and run-time errors the browser has kept of it since the last look. @returns {Promise<string[]>} */
  async errors() {
    const tab = await this.#manager();
    return tab.evaluate(async (id) => {
      const { developerPrivate } = /** @type {any} */ (globalThis).chrome;
      const info = await developerPrivate.getExtensionInfo(id);
      await developerPrivate.deleteExtensionErrors({ extensionId: id });
      const all = [...info.manifestErrors, ...info.installWarnings, ...info.runtimeErrors];
      return all.map((e) => (e.message ? `${e.message} (${e.source ?? ''})` : String(e)));
    }, this.id);
  }

  /** Switches the extension off, as a user does on chrome://extensions. */
  async disable() {
    const tab = await this.#manager();
    await tab.evaluate((id) => /** @type {any} */ (globalThis).chrome.management.setEnabled(id, false), this.id);
  }
}
