// The reader: runs in the page's own world from document_start and hands the content script copies
// of list answers the page itself asked for. It makes no request, changes no answer, and is a
// pass-through once it is switched off. Until the content script speaks, answers wait here.
import { APIS } from './apis';
import { bytesOf, cut, decode, turn } from './decode';
import { type FromReader, MAX_ANSWER, type ReaderControl, type ReaderIgnored } from './messages';
import { disguise, standIn } from './native';

const { apply } = Reflect;
const { then } = Promise.prototype;
const { clone } = Response.prototype;
const { addEventListener } = EventTarget.prototype;
const { postMessage } = MessagePort.prototype;

interface Answer {
  api: string;
  texts: string[];
}

/** How many answers wait at most for a content script that has not spoken yet. */
const WAITING = 4;
let waiting: (Answer | ReaderIgnored)[] = [];
let on = true;
let port: MessagePort | undefined;
let answers = 0;

const post = (to: MessagePort, message: FromReader) => apply(postMessage, to, [message]);

async function hand(said: Answer | ReaderIgnored): Promise<void> {
  if (!on) return;
  const to = port;
  if (!to) {
    waiting.push(said);
    if (waiting.length > WAITING) waiting.shift();
    return;
  }
  if (!('texts' in said)) return post(to, said);
  const { api, texts } = said;
  const answer = ++answers;
  for (const [part, text] of texts.entries()) {
    if (part) await turn();
    if (port !== to) return hand(said);
    post(to, { pingban: 'part', api, answer, part, of: texts.length, text });
  }
}

const ignore = (api: string, reason: ReaderIgnored['reason']) => hand({ pingban: 'ignored', api, reason });

function handTexts(api: string, texts: string[]) {
  return !texts[0] || texts.some((text) => text.includes('\uFFFD')) ? ignore(api, 'unreadable') : hand({ api, texts });
}

const handText = (api: string, text: string) =>
  text.length > MAX_ANSWER ? ignore(api, 'too_large') : handTexts(api, cut(text));

const nameIn = (address: string) => (on ? APIS.find((name) => address.includes(name)) : undefined);

function address(input: unknown): string {
  if (typeof input === 'string') return input;
  if (input instanceof URL) return input.href;
  return input instanceof Request ? input.url : '';
}

async function readBytes(api: string, answer: Response, type: string | null) {
  const bytes = await bytesOf(answer);
  return bytes ? handTexts(api, await decode(bytes, type ?? '')) : ignore(api, 'too_large');
}

async function readResponse(api: string, response: Response) {
  return readBytes(api, apply(clone, response, []) as Response, response.headers.get('content-type'));
}

async function readRequest(api: string, xhr: XMLHttpRequest) {
  const type = xhr.responseType;
  if (type === '' || type === 'text') return handText(api, xhr.responseText);
  // A copy: the page may hand its own on meanwhile.
  if (type !== 'json') return readBytes(api, new Response(xhr.response), xhr.getResponseHeader('content-type'));
  // The browser has parsed it already: fit to use only if no number lost digits on the way.
  let exact = true;
  const body = JSON.stringify(xhr.response, (_, value) => {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) exact = false;
    return value;
  });
  return exact && body ? handText(api, body) : ignore(api, 'inexact');
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
        const request = self as XMLHttpRequest;
        if (request.status) readRequest(api, request).catch(() => ignore(api, 'unreadable'));
      };
      apply(addEventListener, self, ['loadend', read, { once: true }]);
    }
    return result;
  }),
];

function listen(event: MessageEvent<Partial<ReaderControl> | null>) {
  if (event.source !== window || event.data?.pingban !== 'reader') return;
  on = event.data.on === true;
  // On without a port: whoever listened went, and someone else is to come.
  [port] = event.ports;
  if (on && !port) return;
  const late = waiting;
  waiting = [];
  if (port) post(port, { pingban: 'hello' });
  for (const said of late) void hand(said);
  if (!event.data.gone) return;
  window.removeEventListener('message', listen);
  for (const restore of undo.splice(0)) restore();
}
window.addEventListener('message', listen);
