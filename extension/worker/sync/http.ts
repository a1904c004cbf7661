import { t } from '../../text';
import { learnSkew } from '../time';

const TIMEOUT_MS = 20_000;

/** The backend said no, in its own words. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  readonly code: string;
  /** What it was about, as a path, '' where the backend does not say. */
  readonly field: string;
  constructor(status: number, code: string, message: string, field = '') {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

/** The backend was not reached, or what answered is not it, or it asks to come back later. */
export class Unreachable extends Error {
  override name = 'Unreachable';
  /** Milliseconds to wait at least. */
  readonly wait: number;
  constructor(message: string, wait = 0, cause?: unknown) {
    super(message, { cause });
    this.wait = wait;
  }
}

export interface Answered {
  status: number;
  body: unknown;
  etag: string;
}

export interface Call {
  origin: string;
  path: string;
  method?: 'GET' | 'POST';
  token?: string;
  body?: unknown;
  etag?: string;
  signal?: AbortSignal;
}

/**
 * One request to the backend. A 304 gives a null body.
 * @throws Refusal for a 4xx with the API's error shape, Unreachable for everything that time may
 * mend: no network, a timeout, 429, 5xx, a captive portal's page, half an answer.
 */
export async function request(call: Call): Promise<Answered> {
  const asked = Date.now();
  const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(call.signal ? [call.signal] : [])]);
  let response: Response;
  let text: string;
  try {
    response = await fetch(call.origin + call.path, {
      method: call.method ?? 'GET',
      headers: headers(call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error', // a token must not follow a portal's redirect
      referrerPolicy: 'no-referrer',
    });
    text = await response.text();
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    const timeout = cause instanceof DOMException && cause.name === 'TimeoutError';
    throw new Unreachable(t(timeout ? 'error_timeout' : 'error_network'), 0, cause);
  }
  const { status } = response;
  const etag = response.headers.get('ETag') ?? '';
  if (status === 304) return { status, body: null, etag };
  if (status === 429 || status >= 500) throw new Unreachable(t('error_server', status), retryAfter(response));
  const body = parse(text);
  if (response.ok) {
    await learnSkew(response.headers.get('Date'), asked, Date.now());
    return { status, body, etag };
  }
  throw refusal(status, body);
}

function headers({ token, body, etag }: Call): Record<string, string> {
  const all: Record<string, string> = { Accept: 'application/json' };
  if (token) all.Authorization = `Bearer ${token}`;
  if (body !== undefined) all['Content-Type'] = 'application/json';
  if (etag) all['If-None-Match'] = etag;
  return all;
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Unreachable(t('error_not_backend'), 0, cause);
  }
}

function refusal(status: number, body: unknown): Error {
  const error = (body as { error?: { code?: unknown; message?: unknown; field?: unknown } } | null)?.error;
  if (typeof error?.code !== 'string') return new Unreachable(t('error_not_backend'));
  const message = typeof error.message === 'string' ? error.message : error.code;
  return new Refusal(status, error.code, message, typeof error.field === 'string' ? error.field : '');
}

/** Milliseconds from a Retry-After header, which has seconds or a date; an hour at most. */
function retryAfter(response: Response): number {
  const header = response.headers.get('Retry-After');
  if (!header) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), 3_600_000);
}
