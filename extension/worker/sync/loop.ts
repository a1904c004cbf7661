import type { Status, SyncState } from '../../protocol';
import { t } from '../../text';
import { forgetCopy } from '../store/log';
import { changeMeta, getMeta, type Identity, NO_SYNC, type SyncNote } from '../store/meta';
import { queued } from '../store/queue';
import { now, nowMs, rfc3339 } from '../time';
import { delay } from './backoff';
import { Refusal, Unreachable } from './http';
import { type Pulled, pull } from './pull';
import { push } from './push';

/** What a round does besides the log, and whom it tells. */
export interface Around extends Omit<Pulled, 'read'> {
  /** Fetches packs if they are due, or in any case where the user asked. */
  packs(me: Identity, forced: boolean, signal: AbortSignal): Promise<void>;
  /** The state shown to people has changed. */
  changed(): void;
}

/** Why a round is wanted. The user's own wish and joining do not wait for the backoff. */
export type Occasion = 'record' | 'focus' | 'alarm' | 'user' | 'join';

/** The later in this list the less a round skips for it. */
const STRENGTH: Occasion[] = ['focus', 'alarm', 'record', 'join', 'user'];

export const RETRY_ALARM = 'sync.retry';
/** An alarm rings half a minute from now at the earliest; a worker still alive can do better. */
const ALARM_FLOOR_MS = 30_000;
/** Coming back to a window says little about whether the log has grown. */
const FOCUS_REST_MS = 10_000;

/**
 * Brings queue and log level with the backend: push, then pull, one round at a time. All it must
 * remember is in the store, so that a killed worker goes on where it was.
 */
export class Sync {
  readonly #around: Around;
  #running: Promise<void> | undefined;
  /** A round is talking to the backend; one that was not due never does. */
  #talking = false;
  /** How much of a log that takes more than a page was read, in hundredths. */
  #progress: number | null = null;
  #again: Occasion | undefined;
  #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Asks for a round. Gives when the round that covers the wish is over; it never throws. */
  async kick(occasion: Occasion): Promise<void> {
    if (this.#running) {
      // What was recorded after this round read the queue needs another one.
      this.#again = stronger(this.#again, occasion);
      return this.#running;
    }
    this.#running = this.#rounds(occasion).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Goes on where a killed worker stopped: with what it had not sent, or with its next try. */
  async resume(): Promise<void> {
    const { failures, next, revoked } = await this.#note();
    if (revoked) return;
    const left = next - (await nowMs());
    if (failures > 0 && left > 0) this.#later(left);
    else if (failures > 0 || (await queued(await this.#team())).length > 0) await this.kick('alarm');
  }

  /** Ends a running round, for good and all where the team is left. */
  async halt(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#running;
    this.#stop = new AbortController();
  }

  async status(): Promise<Status['sync']> {
    const [me, note] = await Promise.all([getMeta('identity'), this.#note()]);
    const { origin = '', team = '', member = '', name = '', role = '' } = me ?? {};
    const next = note.next > 0 ? rfc3339(note.next) : '';
    const { last, error } = note;
    const progress = this.#progress;
    return { state: this.#state(me, note), origin, team, member, name, role, last, error, next, progress };
  }

  #state(me: Identity | undefined, note: SyncNote): SyncState {
    if (!me) return 'none';
    if (note.revoked) return 'revoked';
    if (this.#talking) return 'syncing';
    if (note.failures === 0) return 'idle';
    return note.next > 0 ? 'waiting' : 'failed';
  }

  async #note(): Promise<SyncNote> {
    return (await getMeta('sync')) ?? NO_SYNC;
  }

  async #rounds(occasion: Occasion): Promise<void> {
    for (let wish: Occasion | undefined = occasion; wish; ) {
      this.#again = undefined;
      try {
        await this.#round(wish);
      } catch (fault) {
        console.error('sync', fault); // the store itself failed; what it holds is safe
      }
      wish = this.#stop.signal.aborted ? undefined : this.#again;
    }
  }

  async #round(occasion: Occasion): Promise<void> {
    const me = await getMeta('identity');
    const note = await this.#note();
    if (!me || !(await this.#due(note, occasion))) return;
    const { signal } = this.#stop;
    this.#talking = true;
    this.#around.changed();
    try {
      const refused = await push(me, signal);
      if (refused.length > 0) this.#around.stored(refused);
      await pull(me, signal, {
        stored: (cases) => this.#around.stored(cases),
        forgotten: () => this.#around.forgotten(),
        read: (upTo, head) => this.#read(upTo, head),
      });
      await this.#around.packs(me, occasion === 'user' || occasion === 'join', signal);
      await this.#keep({ failures: 0, next: 0, last: await now(), error: '', revoked: false });
    } catch (fault) {
      if (signal.aborted) return;
      await this.#failed(fault, note.failures + 1);
    } finally {
      this.#talking = false;
      this.#progress = null;
      this.#around.changed();
    }
  }

  #read(upTo: number, head: number): void {
    const progress = head > 0 ? Math.min(99, Math.floor((100 * upTo) / head)) : null;
    if (progress === this.#progress) return;
    this.#progress = progress;
    this.#around.changed();
  }

  async #due(note: SyncNote, occasion: Occasion): Promise<boolean> {
    if (occasion === 'user' || occasion === 'join') return true;
    if (note.revoked || note.next > (await nowMs())) return false;
    return occasion !== 'focus' || (await nowMs()) - Date.parse(note.last || '1970-01-01') > FOCUS_REST_MS;
  }

  async #failed(fault: unknown, failures: number): Promise<void> {
    const error = fault instanceof Error ? fault.message : String(fault);
    if (fault instanceof Refusal && (fault.status === 401 || fault.status === 403)) {
      await this.#keep({ failures, next: 0, error: t('error_revoked'), revoked: true });
      if (fault.status === 401 && fault.field === 'member') {
        // No longer of this team: its data goes, what was never synced stays with its writer.
        await forgetCopy();
        this.#around.forgotten();
      }
      return;
    }
    const wait = delay(failures, fault instanceof Unreachable ? fault.wait : 0);
    await this.#keep({ failures, next: (await nowMs()) + wait, error });
    await chrome.alarms.create(RETRY_ALARM, { when: Date.now() + Math.max(wait, ALARM_FLOOR_MS) });
    this.#later(wait);
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    if (wait < ALARM_FLOOR_MS) this.#timer = setTimeout(() => void this.kick('alarm'), wait + 50);
  }

  async #team(): Promise<string> {
    return (await getMeta('identity'))?.team ?? '';
  }

  async #keep(part: Partial<SyncNote>): Promise<void> {
    await changeMeta('sync', (note = NO_SYNC) => ({ ...note, ...part }));
  }
}

function stronger(a: Occasion | undefined, b: Occasion): Occasion {
  return a && STRENGTH.indexOf(a) > STRENGTH.indexOf(b) ? a : b;
}
