import type { Queued } from '../store/db';
import type { Identity } from '../store/meta';
import { queued, settle } from '../store/queue';
import { now } from '../time';
import { Refusal, request } from './http';
import { type Pushed, pushed } from './shape';

/**
 * The API takes 200. A Worker on the free plan has 10 ms of CPU for a request, of which a push is to take 5: this many
 * events (backend/bench). What waits after a day offline then arrives little by little; in one large push it might
 * never.
 */
const MOST_EVENTS = 5;
/** Below the API's 1 MiB, with room for what surrounds the events. */
const MOST_BYTES = 900_000;

const encoder = new TextEncoder();

/** Sends what the backend does not have yet. Gives the cases whose events were refused. */
export async function push(me: Identity, signal: AbortSignal): Promise<string[]> {
  const refused: string[] = [];
  const waiting = (await queued(me.team)).filter((entry) => !entry.acked);
  for (const batch of batches(waiting)) {
    const verdict = await send(me, batch, signal);
    await settle(verdict, me.team, await now());
    refused.push(...batch.filter((entry) => verdict.refused.has(entry.id)).map((entry) => entry.case));
  }
  return refused;
}

/** Cuts a queue into batches the API takes, in order. */
export function* batches(queue: Queued[]): Generator<Queued[]> {
  let batch: Queued[] = [];
  let bytes = 0;
  for (const entry of queue) {
    const size = encoder.encode(JSON.stringify(entry.event)).length + 1;
    if (batch.length > 0 && (batch.length === MOST_EVENTS || bytes + size > MOST_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function send(me: Identity, batch: Queued[], signal: AbortSignal): Promise<Pushed> {
  try {
    const { body } = await request({
      origin: me.origin,
      path: '/v1/events',
      method: 'POST',
      token: me.token,
      body: { events: batch.map((entry) => entry.event) },
      signal,
    });
    return pushed(body, new Set(batch.map((entry) => entry.id)));
  } catch (fault) {
    if (!(fault instanceof Refusal) || (fault.status !== 400 && fault.status !== 413)) throw fault;
    // One of them spoils the batch: halves find it, and it alone is refused.
    const [only] = batch;
    if (batch.length === 1 && only) return { acked: new Set(), refused: new Map([[only.id, fault.message]]) };
    const middle = batch.length >> 1;
    const [left, right] = [await send(me, batch.slice(0, middle), signal), await send(me, batch.slice(middle), signal)];
    return { acked: new Set([...left.acked, ...right.acked]), refused: new Map([...left.refused, ...right.refused]) };
  }
}
