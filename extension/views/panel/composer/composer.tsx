import { useRef, useState } from 'preact/hooks';
import { contextOf } from '../../../check-context';
import { blanksIn } from '../../../content/editor/blanks';
import type { Context } from '../../../engine';
import { keeps } from '../../../script-text';
import { t } from '../../../text';
import { ask } from '../../lib/ask';
import { useDraft } from '../../lib/draft';
import { useTick } from '../../lib/use';
import { useCheck } from '../../lib/use-check';
import { Findings } from './findings';
import { useMarks } from './marks';
import { OwnForm } from './own-form';
import { Scripts } from './scripts';

interface Props {
  /** Under which the text is kept. */
  draftKey: string;
  /** What the log tells of the case it is about; absent where it is about none. */
  log?: Context | undefined;
  /** Milliseconds to add to this computer's clock to get the server's. */
  skew: number;
}

/** An hour that begins while one writes is noticed so late at most. */
const HOUR_LOOK_MS = 20_000;

/**
 * A box for chats outside the browser: written or pasted here, checked as one types, scripts put in,
 * and copied with one key. Nothing is ever sent from here.
 */
export function Composer({ draftKey, log, skew }: Props) {
  const draft = useDraft(draftKey);
  const [, look] = useState(0);
  useTick(HOUR_LOOK_MS, () => look((turn) => turn + 1));
  const { text } = draft;
  const box = useRef<HTMLTextAreaElement>(null);
  const checked = useCheck(text, contextOf({ at: Date.now() + skew, log }));
  useMarks(box, checked.findings);
  const [said, setSaid] = useState('');
  // What the agent was warned of once; the same text is copied the second time.
  const warned = useRef('');
  /** What is being kept as a script, '' if nothing is. */
  const [keeping, setKeeping] = useState('');
  /** Scripts put in since the last copy, to be counted with it. */
  const inserted = useRef<{ script: string; words: string }[]>([]);

  const put = (start: number, end: number, words: string): void => {
    const area = box.current;
    if (!area) return;
    area.focus();
    area.setSelectionRange(start, end);
    // The only way that leaves the browser's own undo in place.
    if (!document.execCommand('insertText', false, words)) area.setRangeText(words, start, end, 'end');
    draft.write(area.value);
    const blank = blanksIn(area.value).find((b) => b.start >= start && b.end <= start + words.length);
    if (blank) area.setSelectionRange(blank.start, blank.end);
  };

  async function copy(): Promise<void> {
    if (text.trim() === '') return;
    const blocked = checked.findings.some((finding) => finding.severity === 'block');
    const blanks = blanksIn(text);
    if ((blocked || blanks.length > 0) && warned.current !== text) {
      warned.current = text;
      setSaid(blanks[0] ? t('composer_ask_blank', blanks[0].name) : t('composer_ask_block'));
      if (blanks[0]) box.current?.setSelectionRange(blanks[0].start, blanks[0].end);
      box.current?.focus();
      return;
    }
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t('composer_copied'));
      for (const { script, words } of inserted.current.splice(0))
        void ask('script.used', { script, edited: !keeps(text, words) }).catch(() => {}); // a count is not worth a word
    } catch {
      box.current?.select();
      setSaid(t('composer_copy_failed'));
    }
  }

  return (
    <section class="composer" aria-label={t('composer_title')}>
      <p class="muted small">{t('composer_hint')}</p>
      <textarea
        ref={box}
        rows={6}
        aria-label={t('composer_title')}
        aria-describedby="composer-findings"
        placeholder={t('composer_placeholder')}
        value={text}
        onInput={(event) => {
          setSaid('');
          draft.write(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void copy();
          }
          if (event.key === 'Tab') walk(event, box.current);
        }}
      />
      <div class="row">
        <span class="muted small" role="status">
          {said || checked.error || draft.state}
        </span>
        {text.trim() !== '' && (
          <>
            <button type="button" class="plain" onClick={() => setKeeping(chosen(box.current) || text.trim())}>
              {t('own_keep')}
            </button>
            <button type="button" class="plain" onClick={() => put(0, text.length, '')}>
              {t('composer_clear')}
            </button>
          </>
        )}
        <button type="button" class="main" title="Ctrl+Enter" disabled={text.trim() === ''} onClick={() => void copy()}>
          {t('copy')}
        </button>
      </div>
      {keeping && (
        <OwnForm
          from={keeping}
          onDone={(done) => {
            setKeeping('');
            setSaid(done);
            box.current?.focus();
          }}
          onCancel={() => {
            setKeeping('');
            box.current?.focus();
          }}
        />
      )}
      <Findings
        findings={checked.findings}
        clean={text.trim() !== '' && checked.text === text && checked.findings.length === 0}
        onShow={({ start, end }) => {
          box.current?.focus();
          box.current?.setSelectionRange(start, end);
        }}
        onFix={(finding) => {
          if (finding.replace && checked.text === text)
            put(finding.replace.start, finding.replace.end, finding.rewrite);
        }}
      />
      <Scripts
        onSay={setSaid}
        onInsert={(script, words) => {
          const area = box.current;
          inserted.current.push({ script, words });
          put(area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length, words);
        }}
      />
    </section>
  );
}

/** The words selected in the box, '' if none are. */
function chosen(area: HTMLTextAreaElement | null): string {
  return area ? area.value.slice(area.selectionStart, area.selectionEnd).trim() : '';
}

/** Tab goes from blank to blank, and on as usual behind the last. */
function walk(event: KeyboardEvent, area: HTMLTextAreaElement | null): void {
  if (!area) return;
  const blanks = blanksIn(area.value);
  const { selectionStart: start, selectionEnd: end } = area;
  const next = event.shiftKey
    ? blanks.findLast((b) => b.end <= start)
    : blanks.find((b) => b.start >= end || (b.start === start && b.end !== end));
  if (!next) return;
  event.preventDefault();
  area.setSelectionRange(next.start, next.end);
}
