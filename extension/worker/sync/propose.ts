import type { Script } from '../../engine';
import { t } from '../../text';
import { getMeta } from '../store/meta';
import { Refusal, request } from './http';

/**
 * Proposes a script to the team, whose lead decides.
 * @throws Error with a message for people.
 */
export async function propose(item: Script, why: string): Promise<void> {
  const me = await getMeta('identity');
  if (!me) throw new Error(t('error_propose_team'));
  const body = { kind: 'scripts', item, why };
  await request({ origin: me.origin, path: '/v1/proposals', method: 'POST', token: me.token, body }).catch((fault) => {
    if (!(fault instanceof Refusal)) throw fault;
    if (fault.status === 401 || fault.status === 403) throw new Error(t('error_revoked'), { cause: fault });
    throw new Error(t('error_propose', fault.message), { cause: fault });
  });
}
