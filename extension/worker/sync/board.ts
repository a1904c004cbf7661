import { t } from '../../text';
import { getMeta } from '../store/meta';
import { Refusal, request } from './http';
import { loginCode } from './shape';

/**
 * The address of the team's board with a fresh login code in it.
 * @throws Error with a message for people.
 */
export async function boardAddress(): Promise<string> {
  const me = await getMeta('identity');
  if (!me) throw new Error(t('error_board_team'));
  const path = '/v1/login-codes';
  const { body } = await request({ origin: me.origin, path, method: 'POST', token: me.token }).catch((fault) => {
    const shut = fault instanceof Refusal && (fault.status === 401 || fault.status === 403);
    throw shut ? new Error(t('error_revoked'), { cause: fault }) : fault;
  });
  return `${me.origin}/login?${new URLSearchParams({ code: loginCode(body) })}`;
}
