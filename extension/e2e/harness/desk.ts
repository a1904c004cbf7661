// An agent's desk: a Chromium with the extension, on a profile that outlives it.
import { rmSync } from 'node:fs';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { type Console, LIST } from '../console/server.mjs';
import { freshProfile, launch } from './browser.mjs';
import { caseOf } from './case.mjs';
import { Extension } from './extension.mjs';

export class Desk {
  readonly #site: Console;
  #profile = freshProfile();
  readonly #errors: string[] = [];
  #allowed: RegExp[] = [];
  context!: BrowserContext;
  extension!: Extension;

  readonly #grant: boolean;
  /** What pages get of a new extension. */
  #scripts = '';

  private constructor(site: Console, grant: boolean) {
    this.#site = site;
    this.#grant = grant;
  }

  /** `grant`: with every host granted that a page may be asked for. */
  static async open(site: Console, grant = false): Promise<Desk> {
    const desk = new Desk(site, grant);
    await desk.#launch();
    desk.#scripts = await desk.extension.registered();
    return desk;
  }

  async #launch() {
    this.context = await launch({ switches: this.#site.switches, profile: this.#profile, grant: this.#grant });
    this.context.on('weberror', (error) =>
      this.#errors.push(`${error.page()?.url() ?? ''}: ${error.error().stack ?? error.error().message}`),
    );
    this.extension = await Extension.in(this.context);
  }

  /** Opens the review list with the given knobs, e.g. 'x-editor=dialog', and waits for its rows. */
  async list(query = ''): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`${LIST}?${query}`);
    await expect(page.locator('tr.next-table-row').first()).toBeVisible();
    return page;
  }

  /** The key of a command, which Chrome itself hears and no test can press. */
  async command(name: string): Promise<void> {
    const [worker] = this.context.serviceWorkers();
    // Chrome names the tab in front; which of these that is, only the page can tell here.
    await worker?.evaluate(async (key) => {
      const { tabs, commands } = (globalThis as unknown as { chrome: typeof chrome }).chrome;
      const { dispatch } = commands.onCommand as unknown as { dispatch(name: string, tab: unknown): void };
      for (const tab of await tabs.query({})) dispatch.call(commands.onCommand, key, tab);
    }, name);
  }

  /** Closes the browser and opens it again on the same profile. */
  async restart(): Promise<void> {
    await this.context.close();
    await this.#launch();
  }

  /** Goes on with a new profile, as after the loss of the computer. */
  async reinstall(): Promise<void> {
    await this.close();
    this.#profile = freshProfile();
    await this.#launch();
  }

  /** Messages that are no fault in this test, e.g. of requests to a backend that is down. */
  allow(message: RegExp): void {
    this.#allowed.push(message);
  }

  /** What went wrong in the pages and the extension since the last look, and was not allowed. */
  async faults(): Promise<string[]> {
    const all = [...this.#errors.splice(0), ...(await this.extension.errors())];
    const faults = all.filter((message) => !this.#allowed.some((allowed) => allowed.test(message)));
    this.#allowed = [];
    return faults;
  }

  /** Makes it as good as new for the next test, where no case or team was touched. */
  async tidy(): Promise<void> {
    await this.extension.ask('settings', { off: [], ignoredRules: [], platform: '', pausedUntil: '' });
    for (const { script } of (await this.extension.ask('own')).scripts)
      await this.extension.ask('own.drop', { id: script.id });
    for (const page of this.context.pages()) if (/^https?:/.test(page.url())) await page.close();
    for (const row of this.#site.rows().slice(0, 2))
      await this.extension.ask('draft.put', { key: `reply:${caseOf(row)}`, text: '' });
  }

  /** Makes it what it was when it was opened, in less time than a new browser takes. Gives false if that cannot be. */
  async wipe(): Promise<boolean> {
    await this.context.clearCookies();
    await this.context.clearPermissions();
    return this.extension.wipe(this.#scripts);
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.#profile, { recursive: true, force: true });
  }
}
