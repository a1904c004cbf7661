import { useState } from 'preact/hooks';
import { LABELS } from '../../content/words';
import { t } from '../../text';
import * as words from '../lib/words';
import type { Rule } from './data';
import { PlatformSelect } from './platforms';

const SEVERITIES: Record<string, 'severity_block' | 'severity_warn' | 'severity_hint'> = {
  block: 'severity_block',
  warn: 'severity_warn',
  hint: 'severity_hint',
};
/** Sentences shown under a rule; the practice has the rest. */
const SHOWN = 3;

/** The rules, searched in everything they say and narrowed to a platform. */
export function Rules({ rules }: { rules: Rule[] }) {
  const [text, setText] = useState('');
  const [platform, setPlatform] = useState('');
  const terms = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rules.filter(
    (rule) =>
      (platform === '' || rule.platforms.length === 0 || rule.platforms.includes(platform)) &&
      terms.every((term) => haystack(rule).includes(term)),
  );
  return (
    <>
      <search class="row">
        <input
          type="search"
          aria-label={t('handbook_search')}
          placeholder={t('handbook_search')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <PlatformSelect value={platform} every onPick={setPlatform} />
        <span class="muted small" role="status">
          {t('handbook_count', found.length)}
        </span>
      </search>
      {found.length === 0 && <p class="muted">{t('handbook_none', text)}</p>}
      {found.map((rule) => (
        <RuleCard key={rule.id} rule={rule} />
      ))}
    </>
  );
}

function haystack(rule: Rule): string {
  const all = [
    rule.id,
    LABELS[rule.label] ?? '',
    rule.message,
    rule.rewrite,
    rule.penalty?.text ?? '',
    rule.source.title,
    ...rule.flag,
  ];
  return all.join('\n').toLowerCase();
}

function RuleCard({ rule }: { rule: Rule }) {
  const { severity, label, message, penalty, source, rewrite, flag, platforms } = rule;
  return (
    <article class={`rule ${severity}`}>
      <h2>
        <span class="severity">{t(SEVERITIES[severity] ?? 'severity_hint')}</span> {LABELS[label] ?? t('handbook_tone')}
        <span class="muted small">
          {platforms.length > 0 ? platforms.map(words.platform).join(t('comma')) : t('handbook_all_platforms')}
        </span>
      </h2>
      <p>{message}</p>
      {flag.length > 0 && (
        <p>
          <span class="muted small">{t('handbook_bad')}</span> {flag.slice(0, SHOWN).join(' / ')}
        </p>
      )}
      {rewrite && (
        <p>
          <span class="muted small">{t('handbook_good')}</span> {rewrite}
        </p>
      )}
      {penalty && (
        <p class="small">
          {t('finding_penalty', penalty.text)}
          {penalty.date && ` · ${penalty.date}`}
        </p>
      )}
      <p class="muted small">
        {t('finding_source', source.title)}
        {source.date && ` · ${source.date}`}
      </p>
    </article>
  );
}
