import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { CaseAnswer } from '../../engine';
import type { Status } from '../../protocol';
import { t } from '../../text';
import { BadgeChip } from '../lib/badge';
import { looked } from '../lib/looked';
import { exact } from '../lib/time';
import { useAsked, useTick } from '../lib/use';
import * as words from '../lib/words';
import { Compensations } from './compensation';
import { Complaints } from './complaint';
import { Contacts } from './contacts';
import { Fields } from './fields';
import { Notes } from './notes';
import { RefusedEvents } from './refused';
import { Siblings } from './siblings';
import { Steps } from './steps';
import { Timeline } from './timeline';
import { orderOf, requestOf } from './todo-line';
import { Windows } from './windows';

interface Props {
  id: string;
  status: Status | undefined;
  onBack(): void;
  onOpen(id: string): void;
  /** Writes a message to the case's buyer. */
  onWrite(): void;
}

const REFRESH_MS = 30_000;

/**
 * Everything known of one case, and where one writes down what was done. Its id is its key as well: no
 * part of the case before may stand beside it, and a draft belongs to the case it was written for.
 */
export function CasePage({ id, status, onBack, onOpen, onWrite }: Props) {
  const page = useRef<HTMLElement>(null);
  const found = useAsked('case', { case: id }, (change) => {
    if (change.changed === 'cases') return change.cases.includes(id);
    return change.changed === 'packs' || change.changed === 'settings';
  });
  useTick(REFRESH_MS, found.again);

  useEffect(() => {
    const ended = new AbortController();
    document.addEventListener(
      'keydown',
      (event) => {
        const writing = (event.target as Element).matches('input, textarea, select');
        if (event.key === 'Escape' && !event.isComposing && !writing) onBack();
      },
      { signal: ended.signal },
    );
    return () => ended.abort();
  }, [onBack]);
  // A case that follows a click on the page must leave the focus there. With the drawing itself: an effect behind
  // it would take the focus out of the box one is in by then.
  useLayoutEffect(() => {
    if (document.hasFocus()) page.current?.focus();
  }, []);

  const { value, error } = found;
  const updated = value?.state?.updated ?? '';
  // With the drawing itself: one may be off again before an effect behind it runs.
  useLayoutEffect(() => looked(id, updated), [id, updated]);
  return (
    <article ref={page} class="case" tabIndex={-1} aria-label={t('case_title', orderOf(id))}>
      {error && (
        <p class="notice bad" role="alert">
          {error}{' '}
          <button type="button" class="link" onClick={found.again}>
            {t('retry')}
          </button>
        </p>
      )}
      {!value && !error && <p class="empty">{t('loading')}</p>}
      {value && <Head id={id} answer={value} />}
      {value && <Windows windows={value.windows} />}
      {value?.state && requestOf(id) && <Steps id={id} state={value.state} skew={status?.skew ?? 0} />}
      {value && <Siblings id={id} review={value.state?.review ?? null} skew={status?.skew ?? 0} onOpen={onOpen} />}
      <RefusedEvents id={id} />
      {value && <Fields id={id} state={value.state} status={status} goodTime={value.contact.next} />}
      <Notes id={id} notes={value?.state?.notes ?? []} status={status} />
      {value && <Contacts id={id} advice={value.contact} skew={status?.skew ?? 0} onWrite={onWrite} />}
      {value && (
        <Compensations
          id={id}
          items={value.state?.timeline ?? []}
          linked={value.linked}
          me={status?.sync.member ?? ''}
        />
      )}
      {value && !requestOf(id) && (
        <Complaints
          id={id}
          items={value.state?.timeline ?? []}
          window={value.windows.find((window) => window.kind === 'complain')}
          skew={status?.skew ?? 0}
          open={value.state?.fields.buyer_type?.value === '恶意'}
        />
      )}
      {value?.state && <Timeline items={value.state.timeline} me={status?.sync.member ?? ''} />}
    </article>
  );
}

function Head({ id, answer }: { id: string; answer: CaseAnswer }) {
  const { state, badge } = answer;
  const review = state?.review;
  const order = orderOf(id);
  const request = requestOf(id);
  const amount = state?.pages?.find((page) => page.amount !== undefined)?.amount;
  if (!review) {
    return (
      <section class="head">
        <h2>{t('case_title', order)}</h2>
        <p class="muted">{t('case_no_review')}</p>
      </section>
    );
  }
  const facts = [
    review.buyer,
    words.platform(review.platform),
    review.shop,
    review.rating && words.rating(review.rating),
    !review.rating && review.sentiment && t('case_sentiment', words.sentiment(review.sentiment)),
    review.rated_at && t('case_rated_at', exact(review.rated_at)),
    amount !== undefined && t('case_amount', amount.toFixed(2)),
  ];
  return (
    <section class="head">
      <h2>
        {request && <span class="mark">{t('case_request')}</span>}
        {review.product || order}
      </h2>
      {review.sku && <p class="facts">{t('case_sku', review.sku)}</p>}
      {badge && <BadgeChip badge={badge} />}
      <p class="facts">{facts.filter(Boolean).join(' · ')}</p>
      <p class="facts">
        {t('case_order')} <span class="number">{order}</span>{' '}
        <button type="button" class="link" onClick={() => void navigator.clipboard.writeText(order)}>
          {t('copy')}
        </button>
        {request && ` · ${t('case_request_number', request)}`}
      </p>
      {state.erased && <p class="muted">{t('case_erased')}</p>}
      {!state.erased && (review.text || review.rated_at) && (
        <blockquote class="review">
          {review.text || t('case_no_text')}
          {review.append && <p class="append">{t('case_append', review.append)}</p>}
        </blockquote>
      )}
    </section>
  );
}
