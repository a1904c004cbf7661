import { t } from '../../text';

/** Who did something: this agent, or a colleague by the end of their id. An own event not sent yet has no actor. */
export function who(actor: string, me: string): string {
  return actor === '' || actor === me ? t('who_me') : t('who_other', actor.slice(-4));
}
