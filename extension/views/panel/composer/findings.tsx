import type { Finding } from '../../../engine';
import { t } from '../../../text';

interface Props {
  findings: Finding[];
  /** The text was checked and nothing was found. */
  clean: boolean;
  onShow(finding: Finding): void;
  onFix(finding: Finding): void;
}

/** What the rules say of the text, the words they mean, and the sentence to write instead. */
export function Findings({ findings, clean, onShow, onFix }: Props) {
  return (
    <div id="composer-findings" aria-live="polite">
      {clean && <p class="small good">{t('composer_clean')}</p>}
      <ul class="found">
        {findings.map((finding) => (
          <li key={`${finding.rule}:${finding.start}`} class={finding.severity}>
            <p>
              <b>{SEVERITIES[finding.severity] ? t(SEVERITIES[finding.severity] ?? 'severity_hint') : ''}</b>{' '}
              <button type="button" class="link" onClick={() => onShow(finding)}>
                “{finding.text}”
              </button>{' '}
              {finding.message}
            </p>
            {finding.penalty && (
              <p class="muted small">
                {t('finding_penalty', finding.penalty.text)}
                {finding.penalty.date && ` · ${finding.penalty.date}`}
              </p>
            )}
            <p class="muted small">
              {t('finding_source', finding.source.title)}
              {finding.source.date && ` · ${finding.source.date}`}
            </p>
            {finding.rewrite && (
              <p class="rewrite">
                {finding.rewrite}{' '}
                {finding.replace && (
                  <button type="button" class="plain" onClick={() => onFix(finding)}>
                    {t('finding_replace')}
                  </button>
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

const SEVERITIES: Record<string, 'severity_block' | 'severity_warn' | 'severity_hint'> = {
  block: 'severity_block',
  warn: 'severity_warn',
  hint: 'severity_hint',
};
