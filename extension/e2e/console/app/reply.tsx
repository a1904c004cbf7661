/** @jsxImportSource react */
// The reply editor, in the row or in a dialog, as a controlled textarea or an editable element.
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Editor, Mount } from './editors/editor';
import type { Knobs } from './knobs';

const MAX = 500;
const HINT = '请输入回复内容，买家和其他顾客都能看到';

interface Props {
  title: string;
  knobs: Knobs;
  onSubmit(text: string): void;
  onCancel(): void;
}

declare global {
  interface Window {
    /** The editor of another library that is open, for whoever asks what it holds. */
    editor?: Editor;
  }
}

/** An editor of another library: it keeps its own text and tells of it. */
function Foreign({ kind, onText }: { kind: string; onText(text: string): void }) {
  const host = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is mounted once, whatever it is told later.
  useEffect(() => {
    const load = async () => {
      const { mount } = (await import(`/assets/editors/${kind}.js`)) as { mount: Mount };
      if (host.current) window.editor = mount(host.current, onText);
    };
    void load();
  }, []);
  return <div ref={host} className="reply-foreign" data-editor />;
}

function Box({ kind, text, onText }: { kind: Knobs['box']; text: string; onText(text: string): void }) {
  const rich = useRef<HTMLDivElement>(null);
  useEffect(() => rich.current?.focus(), []);
  return (
    <span className="next-input next-input-textarea">
      {kind === 'textarea' ? (
        <textarea placeholder={HINT} maxLength={MAX} rows={4} value={text} onChange={(e) => onText(e.target.value)} />
      ) : kind !== 'rich' ? (
        <Foreign kind={kind} onText={onText} />
      ) : (
        <div
          ref={rich}
          className="reply-rich"
          role="textbox"
          aria-multiline="true"
          aria-label={HINT}
          contentEditable
          suppressContentEditableWarning
          onInput={(e) => onText(e.currentTarget.innerText)}
        />
      )}
      <span className="next-input-len">
        {text.length}/{MAX}
      </span>
    </span>
  );
}

function Buttons({ text, onSubmit, onCancel }: { text: string } & Pick<Props, 'onSubmit' | 'onCancel'>) {
  return (
    <>
      <button
        type="button"
        className="next-btn next-medium next-btn-primary"
        disabled={!text.trim()}
        onClick={() => onSubmit(text)}
      >
        确认提交
      </button>
      <button type="button" className="next-btn next-medium next-btn-normal" onClick={onCancel}>
        取消
      </button>
    </>
  );
}

export function Reply(props: Props) {
  const [text, setText] = useState('');
  const box = <Box kind={props.knobs.box} text={text} onText={setText} />;
  const buttons = <Buttons text={text} {...props} />;
  if (props.knobs.editor === 'row') {
    return (
      <div className="reply-inline">
        {box}
        <div className="reply-buttons">{buttons}</div>
      </div>
    );
  }
  return createPortal(
    <div className="next-overlay-wrapper opened">
      <div className="next-overlay-backdrop" />
      <div className="next-dialog next-closeable" role="dialog" aria-modal="true" aria-label={props.title}>
        <div className="next-dialog-header">{props.title}</div>
        <div className="next-dialog-body">{box}</div>
        <div className="next-dialog-footer">{buttons}</div>
        <button type="button" className="next-dialog-close" aria-label="关闭" onClick={props.onCancel}>
          ×
        </button>
      </div>
    </div>,
    document.body,
  );
}
