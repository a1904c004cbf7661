// The line to the service worker. The worker may be asleep, restarting, or gone with the extension.
import { type Answer, type Ask, type Change, type Name, type Reply, WATCH_PORT } from '../protocol';

/** The extension was removed, disabled or updated: this content script is an orphan. */
export class Gone extends Error {
  override name = 'Gone';
}

export function alive(): boolean {
  try {
    return Boolean(chrome.runtime?.id);
  } catch {
    return false;
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function send<N extends Name>(name: N, body: Ask<N>): Promise<Reply<Answer<N>> | undefined> {
  if (!alive()) throw new Gone();
  try {
    return await chrome.runtime.sendMessage({ pingban: name, body });
  } catch (error) {
    if (!alive()) throw new Gone();
    throw error;
  }
}

/** Asks the worker. Throws Gone, or an Error whose message can be shown as it stands. */
export async function ask<N extends Name>(name: N, body: Ask<N>): Promise<Answer<N>> {
  let reply: Reply<Answer<N>> | undefined;
  try {
    reply = await send(name, body);
  } catch (error) {
    if (error instanceof Gone) throw error;
    // A worker killed between wake-up and answer: one more try reaches the new one.
    await pause(60);
    reply = await send(name, body);
  }
  if (!reply) throw new Error('评伴后台没有回应，稍后再试一次');
  if ('error' in reply) throw new Error(reply.error);
  return reply.ok;
}

/** Asks for something nobody waits for; a failure is the worker's to report. */
export function tell<N extends Name>(name: N, body: Ask<N>): void {
  ask(name, body).catch(() => {});
}

/** Calls back when the user pressed the key of one of the extension's commands on this tab. */
export function onCommand(name: string, act: () => void, signal: AbortSignal): void {
  if (!alive()) return;
  const { onMessage } = chrome.runtime;
  const heard = (message: { command?: unknown } | null) => {
    if (message?.command === name) act();
  };
  onMessage.addListener(heard);
  signal.addEventListener('abort', () => onMessage.removeListener(heard));
}

/**
 * Listens to what changes in the worker. The port dies with the worker (30 s after its last event)
 * and is not reopened for its own sake, which would keep the worker awake for ever: `renew` opens
 * it at moments when the worker is awake anyway or the user has come back, and says so by `missed`.
 */
export class Watch {
  private port: chrome.runtime.Port | null = null;

  constructor(
    private readonly onChange: (change: Change) => void,
    private readonly missed: () => void,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.close());
    this.open();
  }

  renew(): void {
    if (this.port || this.signal.aborted) return;
    this.open();
    this.missed();
  }

  private open(): void {
    if (!alive()) return;
    try {
      const port = chrome.runtime.connect({ name: WATCH_PORT });
      port.onMessage.addListener((change: Change) => this.onChange(change));
      port.onDisconnect.addListener(() => {
        void chrome.runtime?.lastError;
        if (this.port === port) this.port = null;
      });
      this.port = port;
    } catch {
      this.port = null;
    }
  }

  private close(): void {
    try {
      this.port?.disconnect();
    } catch {
      // The other side went first.
    }
    this.port = null;
  }
}
