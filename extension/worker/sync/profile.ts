import { getMeta, type Identity, putMeta } from '../store/meta';
import { request } from './http';
import { profile } from './shape';

/** Learns this member's name and role anew: a code for a second device carries neither, and a lead may change both. */
export async function refreshProfile(me: Identity, signal: AbortSignal): Promise<void> {
  const { body } = await request({ origin: me.origin, path: '/v1/me', token: me.token, signal });
  const known = await getMeta('identity');
  if (known?.token === me.token) await putMeta('identity', { ...known, ...profile(body) });
}
