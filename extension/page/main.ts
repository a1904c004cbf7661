// The reader: runs in the page's own world from document_start and hands the content script copies
// of list answers the page itself asked for. It makes no request, changes no answer, and is a
// pass-through once it is switched off. Until the content script speaks, answers wait here.
import { APIS } from './apis';
import { bytesOf, decode } from './decode';
import { type FromReader, MAX_ANSWER, type ReaderControl } from './messages';
import { disguise, standIn } from './native';

const { apply } = Reflect;
const { then } = Promise.prototype;
const { clone } = Response.prototype;
const { addEventListener } = EventTarget.prototype;
const post = window.postMessage.bind(window);

/** How many answers wait at most for a content script that has not spoken yet. */
const WAITING = 4;
let waiting: FromReader[] | null = [];
let on = true;

function hand(message: FromReader) {
  if (!on) return;
  if (!waiting) return post(message, location.origin);
  waiting.push(message);
  if (waiting.length > WAITING) waiting.shift();
}

function handText(api: string, body: string) {
  if (body.length > MAX_ANSWER) hand({ pingban: 'ignored', api, reason: 'too_large' });
  else if (!body || body.includes('\uFFFD')) hand({ pingban: 'ignored', api, reason: 'unreadable' });
  else hand({ pingban: 'answer', api, body });
}

const nameIn = (address: string) => (on ? APIS.find((name) => address.includes(name)) : undefined);

function address(input: unknown): string {
  if (typeof input === 'string') return input;
  if (input instanceof URL) return input.href;
  return input instanceof Request ? input.url : '';
}

async function readResponse(api: string, response: Response) {
  const copy = apply(clone, response, []) as Response;
  const bytes = await bytesOf(copy);
  if (bytes) handText(api, decode(bytes, copy.headers.get('content-type') ?? ''));
  else hand({ pingban: 'ignored', api, reason: 'too_large' });
}

function readRequest(api: string, xhr: XMLHttpRequest) {
  const type = xhr.responseType;
  if (type === '' || type === 'text') return handText(api, xhr.responseText);
  if (type === 'arraybuffer' && xhr.response)
    return handText(api, decode(xhr.response, xhr.getResponseHeader('content-type') ?? ''));
  // The browser has parsed it already: fit to use only if no number lost digits on the way.
  let exact = type === 'json';
  const body =
    exact &&
    JSON.stringify(xhr.response, (_, value) => {
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) exact = false;
      return value;
    });
  if (exact && body) handText(api, body);
  else hand({ pingban: 'ignored', api, reason: 'inexact' });
}

const undo = [
  disguise(),
  standIn(window, 'fetch', (original, self, args) => {
    const answer = apply(original, self, args) as Promise<Response>;
    const api = nameIn(address(args[0]));
    // The page gets the very promise it would have got; the copy is taken as it settles.
    if (api) apply(then, answer, [(r: Response) => void readResponse(api, r).catch(() => {}), () => {}]);
    return answer;
  }),
  standIn(XMLHttpRequest.prototype, 'open', (original, self, args) => {
    const result = apply(original, self, args);
    const api = nameIn(address(args[1]));
    if (api) {
      const read = () => {
        try {
          if ((self as XMLHttpRequest).status) readRequest(api, self as XMLHttpRequest);
        } catch {
          hand({ pingban: 'ignored', api, reason: 'unreadable' });
        }
      };
      apply(addEventListener, self, ['loadend', read, { once: true }]);
    }
    return result;
  }),
];

function listen(event: MessageEvent<Partial<ReaderControl> | null>) {
  if (event.source !== window || event.data?.pingban !== 'reader') return;
  on = event.data.on === true;
  const late = waiting ?? [];
  waiting = null;
  if (on) for (const message of [{ pingban: 'hello' } as const, ...late]) hand(message);
  if (!event.data.gone) return;
  window.removeEventListener('message', listen);
  for (const restore of undo.splice(0)) restore();
}
window.addEventListener('message', listen);
