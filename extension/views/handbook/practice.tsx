import { useRef, useState } from 'preact/hooks';
import { LABELS } from '../../content/words';
import { t } from '../../text';
import type { Rule } from './data';
import { type Question, questions } from './questions';
import { readScore, type Score, writeScore } from './score';

/** Sentences to judge: fine or not. The answer says why, from the rule itself; the score stays here. */
export function Practice({ rules }: { rules: Rule[] }) {
  const [deck, setDeck] = useState(() => questions(rules, Math.random));
  const [answer, setAnswer] = useState<boolean>();
  const [score, setScore] = useState(readScore);
  const next = useRef<HTMLButtonElement>(null);
  const question = deck[0];
  if (!question) return null;

  function judge(fine: boolean): void {
    if (!question || answer !== undefined) return;
    const right = fine === question.fine;
    setAnswer(fine);
    const after: Score = {
      asked: score.asked + 1,
      right: score.right + (right ? 1 : 0),
      missed: right
        ? score.missed
        : { ...score.missed, [question.rule.label]: (score.missed[question.rule.label] ?? 0) + 1 },
    };
    setScore(after);
    writeScore(after);
    requestAnimationFrame(() => next.current?.focus());
  }
  function go(): void {
    setAnswer(undefined);
    setDeck(deck.length > 1 ? deck.slice(1) : questions(rules, Math.random));
  }

  return (
    <section class="practice" aria-label={t('handbook_practice')}>
      <p class="muted small">{t('practice_ask')}</p>
      <blockquote>{question.text}</blockquote>
      {answer === undefined ? (
        <div class="row">
          <button type="button" class="plain" onClick={() => judge(true)}>
            {t('practice_fine')}
          </button>
          <button type="button" class="plain" onClick={() => judge(false)}>
            {t('practice_wrong')}
          </button>
        </div>
      ) : (
        <>
          <Answer question={question} right={answer === question.fine} />
          <button ref={next} type="button" class="main" onClick={go}>
            {t('practice_next')}
          </button>
        </>
      )}
      <Results score={score} />
    </section>
  );
}

function Answer({ question, right }: { question: Question; right: boolean }) {
  const { rule, fine } = question;
  return (
    <div role="status">
      <p class={right ? 'good' : 'bad'}>
        <b>{t(right ? 'practice_right' : 'practice_missed')}</b>{' '}
        {fine ? t('practice_is_fine', LABELS[rule.label] ?? t('handbook_tone')) : rule.message}
      </p>
      {!fine && rule.rewrite && <p>{t('practice_instead', rule.rewrite)}</p>}
      {!fine && rule.penalty && <p class="small">{t('finding_penalty', rule.penalty.text)}</p>}
      <p class="muted small">
        {t('finding_source', rule.source.title)}
        {rule.source.date && ` · ${rule.source.date}`}
      </p>
    </div>
  );
}

function Results({ score }: { score: Score }) {
  if (score.asked === 0) return null;
  const weak = Object.entries(score.missed)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([label, count]) => `${LABELS[label] ?? t('handbook_tone')} ${count}`);
  return (
    <p class="muted small">
      {t('practice_score', score.right, score.asked)}
      {weak.length > 0 && ` · ${t('practice_weak', weak.join(t('comma')))}`}
    </p>
  );
}
