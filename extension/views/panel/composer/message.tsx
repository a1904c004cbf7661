import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../../text';
import { useAsked, useTick } from '../../lib/use';
import { orderOf } from '../todo-line';
import { Composer } from './composer';

interface Props {
  id: string;
  /** Milliseconds to add to this computer's clock to get the server's. */
  skew: number;
}

/** Contacts of today are of another day after midnight. */
const REFRESH_MS = 60_000;

/** A message to the buyer of one case: checked with what the log tells of it. */
export function Message({ id, skew }: Props) {
  const { value, error, again } = useAsked(
    'case',
    { case: id },
    (change) => change.changed === 'cases' && change.cases.includes(id),
  );
  useTick(REFRESH_MS, again);
  const part = useRef<HTMLElement>(null);
  // The button that led here is gone.
  useLayoutEffect(() => part.current?.querySelector('textarea')?.focus(), []);
  const review = value?.state?.review;
  const facts = [t('message_about', orderOf(id)), review?.buyer, review?.product];
  return (
    <section ref={part}>
      <p class="facts">{facts.filter(Boolean).join(' · ')}</p>
      {error && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
      <Composer draftKey={`composer:${id}`} log={value?.context} skew={skew} />
    </section>
  );
}
