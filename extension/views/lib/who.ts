import type { Colleague } from '../../protocol';
import { t } from '../../text';

let people: readonly Colleague[] = [];

/** Tells this view who is of the team; names are shown from then on. */
export function introduce(colleagues: readonly Colleague[]): void {
  people = colleagues;
}

/** Those a case can be given to besides oneself. */
export function colleagues(me: string): readonly Colleague[] {
  return people.filter(({ member, left }) => !left && member !== me);
}

/** Who did something: this agent, or a colleague by name. An own event not sent yet has no actor. */
export function who(actor: string, me: string): string {
  if (actor === '' || actor === me) return t('who_me');
  const known = people.find(({ member }) => member === actor);
  if (!known) return t('who_other', actor.slice(-4)); // not told yet
  return known.left ? t('who_gone', known.name) : known.name;
}
