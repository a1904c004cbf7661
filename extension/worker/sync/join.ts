import { t } from '../../text';
import { getMeta, type Identity, NO_SYNC, putMeta } from '../store/meta';
import { Refusal, request } from './http';
import { joined } from './shape';

/**
 * Redeems an invite code and remembers who this device is now. Nothing changes where it fails.
 * @throws Error with a message for people.
 */
export async function join(address: string, code: string, name: string): Promise<Identity> {
  const origin = originOf(address);
  if (code.trim() === '') throw new Error(t('error_join_code'));
  if (name.trim() === '') throw new Error(t('error_join_name'));
  const body = { code: code.trim(), name: name.trim() };
  const answer = await request({ origin, path: '/v1/join', method: 'POST', body }).catch((fault: unknown) => {
    throw fault instanceof Refusal ? new Error(refusal(fault), { cause: fault }) : fault;
  });
  const me: Identity = { origin, name: body.name, ...joined(answer.body) };
  await putMeta('sync', NO_SYNC);
  await putMeta('identity', me);
  return me;
}

/** Whether joining would mix two teams' data. */
export async function inTeam(): Promise<boolean> {
  return (await getMeta('identity')) !== undefined && !((await getMeta('sync')) ?? NO_SYNC).revoked;
}

function refusal({ code, message }: Refusal): string {
  if (code === 'not_found') return t('error_join_not_found');
  return code === 'conflict' ? t('error_join_conflict') : t('error_join_refused', message);
}

/** The origin of a backend's address: http or https, nothing of its path or user. */
function originOf(address: string): string {
  const trimmed = address.trim();
  const url = parsed(/^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') throw new Error(t('error_join_origin'));
  return url.origin;
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
