import { type Answer, type Ask, type Change, type Name, type Reply, WATCH_PORT } from '../../protocol';
import { t } from '../../text';

const REOPEN_MS = 1000;

/** Asks the worker. Throws an Error whose message can be shown as it stands. */
export async function ask<N extends Name>(name: N, body: Ask<N>): Promise<Answer<N>> {
  const reply = (await send(name, body)) ?? (await send(name, body));
  if (!reply) throw new Error(t('error_worker'));
  if ('error' in reply) throw new Error(reply.error);
  return reply.ok;
}

/** One try; nothing where the worker was killed before it answered. */
async function send<N extends Name>(name: N, body: Ask<N>): Promise<Reply<Answer<N>> | undefined> {
  try {
    return await chrome.runtime.sendMessage({ pingban: name, body });
  } catch {
    return undefined;
  }
}

/**
 * Hears what changes in the worker while the view can be seen. Chrome ends an idle worker; the view
 * wakes it again, which also lets it look for the team's news, and hears "missed" then.
 */
export function watch(heard: (change: Change | 'missed') => void, signal: AbortSignal): void {
  let port: chrome.runtime.Port | undefined;

  function open(): void {
    if (port || signal.aborted || document.hidden) return;
    port = chrome.runtime.connect({ name: WATCH_PORT });
    port.onMessage.addListener(heard);
    port.onDisconnect.addListener(() => {
      port = undefined;
      setTimeout(reopen, REOPEN_MS);
    });
  }
  function reopen(): void {
    if (port || signal.aborted || document.hidden) return;
    open();
    heard('missed');
  }

  open();
  document.addEventListener('visibilitychange', reopen, { signal });
  signal.addEventListener('abort', () => port?.disconnect());
}
