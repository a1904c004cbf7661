import type { Reminder } from '../engine';
import { t } from '../text';
import type { Replica } from './replica';
import { settings } from './settings';
import { getMeta, putMeta } from './store/meta';
import { now, nowMs, rfc3339, skew } from './time';

export const REMIND_ALARM = 'remind';
const NOTE = 'pingban.due';
/** Lines of one notification; the rest is a number. */
const LINES = 3;
/** Clocks that stop when something is done elsewhere, and the kind of page that tells of it. */
const PAGES = [
  { clocks: /^ship$/, page: 'orders' },
  { clocks: /^refund_/, page: 'refunds' },
];

/**
 * Rings before windows close, with every tab closed: one alarm for the next moment, one notification
 * for all that is due. What was told is in the store, so a killed worker tells nothing twice.
 */
export class Reminders {
  readonly #replica: Replica;
  readonly #opened: (id: string) => void;
  readonly #before: () => Promise<void>;
  #turn: Promise<void> = Promise.resolve();
  #listening = false;

  /**
   * @param before brings the log up to date before it is asked what is due
   * @param opened what to do when somebody clicks a notification; the case is the most pressing one
   */
  constructor(replica: Replica, before: () => Promise<void>, opened: (id: string) => void) {
    this.#replica = replica;
    this.#before = before;
    this.#opened = opened;
  }

  /** Tells what is due and sets the alarm for what comes next. Never throws. */
  look(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#look()).catch((fault: unknown) => console.error('remind', fault)); // the views say what is wrong with the engine
    return this.#turn;
  }

  /** Hears clicks on notifications; the API is there once the user has allowed it. */
  listen(): void {
    if (this.#listening || !chrome.notifications) return;
    this.#listening = true;
    chrome.notifications.onClicked.addListener((note) => void this.#clicked(note));
  }

  async #look(): Promise<void> {
    const { remind, pausedUntil, quietFrom, quietUntil } = await settings();
    if (!remind || !chrome.notifications) {
      await chrome.alarms.clear(REMIND_ALARM);
      return;
    }
    const paused = Date.parse(pausedUntil || '1970-01-01');
    if (paused > (await nowMs())) return this.#ring(paused);
    const since = (await getMeta('reminded')) ?? (await this.#start());
    await this.#before();
    const at = await now();
    const quiet = { from: quietFrom, until: quietUntil };
    const { due, next } = await this.#replica.call('remind', { now: at, since, quiet });
    if (due.length > 0) {
      await this.#notify(due);
      await putMeta('reminded', at);
    }
    if (next === '') await chrome.alarms.clear(REMIND_ALARM);
    else await this.#ring(Date.parse(next));
  }

  /** What fell due before reminders were switched on is not told. */
  async #start(): Promise<string> {
    const at = await now();
    await putMeta('reminded', at);
    return at;
  }

  /** Sets the one alarm. @param at milliseconds of the server's clock */
  async #ring(at: number): Promise<void> {
    await chrome.alarms.create(REMIND_ALARM, { when: Math.max(at - (await skew()), Date.now()) + 1000 });
  }

  async #notify(due: Reminder[]): Promise<void> {
    const lines = await Promise.all(due.slice(0, LINES).map((one) => this.#line(one)));
    if (due.length > LINES) lines.push(t('remind_more', due.length - LINES));
    await chrome.notifications.create(`${NOTE}:${due[0]?.case ?? ''}`, {
      type: 'basic',
      iconUrl: chrome.runtime.getURL('icons/128.png'),
      title: t('remind_title', due.length),
      message: lines.join('\n'),
    });
  }

  async #line(due: Reminder): Promise<string> {
    const { product, case: id, badge, step, next_step } = due;
    const what = step ? t('remind_step', next_step || t('remind_step_none')) : (badge?.text ?? '');
    return `${what} · ${product || (id.split(':')[1] ?? id)}${step ? '' : await this.#seen(due)}`;
  }

  /** When the page was read that an order's or a refund's clock rests on: it may have moved on since. */
  async #seen({ case: id, badge }: Reminder): Promise<string> {
    const page = PAGES.find(({ clocks }) => clocks.test(badge?.kind ?? ''))?.page;
    if (!page) return '';
    const { state } = await this.#replica.call('case', { case: id, now: await now() });
    const read = Date.parse(state?.pages?.find(({ kind }) => kind === page)?.now ?? '');
    return Number.isNaN(read) ? '' : t('remind_seen', rfc3339(read).slice(5, 16).replace('T', ' '));
  }

  async #clicked(note: string): Promise<void> {
    if (!note.startsWith(NOTE)) return;
    await chrome.notifications.clear(note);
    this.#opened(note.slice(NOTE.length + 1));
  }
}
