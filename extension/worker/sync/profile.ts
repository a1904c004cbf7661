import { changeMeta, getMeta, type Identity, putMeta } from '../store/meta';
import { request } from './http';
import { profile } from './shape';

/**
 * Learns this member's name and role anew: a code for a second device carries neither, and a lead may
 * change both. And who the others are. Gives whether anyone's name is another than before.
 */
export async function refreshProfile(me: Identity, signal: AbortSignal): Promise<boolean> {
  const { body } = await request({ origin: me.origin, path: '/v1/me', token: me.token, signal });
  const { people, ...self } = profile(body);
  // One may have left the team, or joined another, while this was asked.
  const still = await changeMeta('identity', (known) =>
    known?.token === me.token ? { ...known, ...self } : undefined,
  );
  if (!still) return false;
  const before = (await getMeta('people')) ?? [];
  if (JSON.stringify(before) === JSON.stringify(people)) return false;
  await putMeta('people', people);
  return true;
}
