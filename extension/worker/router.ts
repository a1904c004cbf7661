import type { Answer, Ask, Envelope, Name, Reply } from '../protocol';
import { t } from '../text';
import { mayAsk, type Sender } from './senders';
import { faultOf } from './shapes';

/** One function for every request. It runs at once, within the click that may have sent it. */
export type Handlers = { [N in Name]: (body: Ask<N>, sender: Sender) => Promise<Answer<N>> };

/** Answers messages with {ok} or {error}; other messages, and those not allowed, get no answer or an error. */
export function route(handlers: Handlers): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, respond: (reply: Reply<unknown>) => void) => {
    if (!isEnvelope(message, handlers)) return false;
    if (!mayAsk(sender, message.pingban)) {
      respond({ error: t('error_not_allowed') });
      return false;
    }
    const fault = faultOf(message.pingban, message.body);
    if (fault) {
      respond({ error: fault });
      return false;
    }
    dispatch(handlers, message, sender).then(
      (ok) => respond({ ok }),
      (fault: unknown) => respond({ error: fault instanceof Error ? fault.message : String(fault) }),
    );
    return true;
  });
}

function dispatch<N extends Name>(
  handlers: Handlers,
  { pingban, body }: Envelope<N>,
  sender: Sender,
): Promise<Answer<N>> {
  try {
    return handlers[pingban](body, sender);
  } catch (fault) {
    return Promise.reject(fault);
  }
}

function isEnvelope(message: unknown, handlers: Handlers): message is Envelope {
  if (typeof message !== 'object' || message === null) return false;
  const { pingban } = message as Partial<Envelope>;
  return typeof pingban === 'string' && Object.hasOwn(handlers, pingban);
}
