import { useRef, useState } from 'preact/hooks';
import { t } from '../../text';
import { useCheck } from '../lib/use-check';
import { Findings } from '../panel/composer/findings';

/** Sentences a hurried agent writes, each against another rule. */
const SAMPLES = [t('welcome_check_sample'), t('welcome_check_sample_contact'), t('welcome_check_sample_invoice')];

/** A box to try the check in: the same rules as on the page, with the sentence to write instead. */
export function TryCheck() {
  const [text, setText] = useState<string>(SAMPLES[0] ?? '');
  const checked = useCheck(text);
  const sample = useRef(0);
  const box = useRef<HTMLTextAreaElement>(null);

  const current = checked.text === text ? checked : undefined;
  return (
    <section aria-labelledby="try-check">
      <h2 id="try-check">{t('welcome_check_title')}</h2>
      <p class="muted small">{t('welcome_check_hint')}</p>
      <textarea
        ref={box}
        rows={2}
        aria-label={t('welcome_check_label')}
        aria-describedby="composer-findings"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {current?.error && (
        <p class="notice bad" role="alert">
          {current.error}
        </p>
      )}
      <Findings
        findings={current?.findings ?? []}
        clean={current !== undefined && current.error === '' && text.trim() !== '' && current.findings.length === 0}
        onShow={({ start, end }) => {
          box.current?.focus();
          box.current?.setSelectionRange(start, end);
        }}
        onFix={({ replace, rewrite }) => {
          if (replace && current) setText(text.slice(0, replace.start) + rewrite + text.slice(replace.end));
        }}
      />
      <button
        type="button"
        class="link"
        onClick={() => {
          sample.current = (sample.current + 1) % SAMPLES.length;
          setText(SAMPLES[sample.current] ?? '');
        }}
      >
        {t('welcome_check_example')}
      </button>
    </section>
  );
}
