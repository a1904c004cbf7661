// Talks to the backend. A failure is a Problem with the backend's code, or 'offline'.

export class Problem extends Error {
  constructor(code, message, field = '') {
    super(message);
    this.code = code;
    this.field = field;
  }
}

/** Asks for `path` with the entries of `query` that are not empty. */
export function get(path, query = {}, signal = undefined) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '' && value !== undefined));
  return send('GET', search.size > 0 ? `${path}?${search}` : path, undefined, signal);
}

/** Sends `body` as JSON and gives the answer, undefined where there is none. */
export async function send(method, path, body = undefined, signal = undefined, headers = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem('offline', '连不上后端');
  }
  if (response.status === 204) return undefined;
  const answer = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer;
  const { code = 'offline', message = '后端没有正常回答', field } = answer?.error ?? {};
  throw new Problem(code, message, field);
}
