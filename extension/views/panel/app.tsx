import { useEffect, useState } from 'preact/hooks';
import type { Status } from '../../protocol';
import { t } from '../../text';
import { ask } from '../lib/ask';
import { SyncChip } from '../lib/sync-chip';
import { useAsked, useChanges } from '../lib/use';
import { Versions } from '../lib/versions';
import { introduce } from '../lib/who';
import { CasePage } from './case';
import { Composer } from './composer/composer';
import { Message } from './composer/message';
import { Todo, type TodoView } from './todo';
import { orderOf } from './todo-line';

/** The side panel: the list of what is due, or one case. It follows the row one clicks on the page. */
export function Panel() {
  const [open, setOpen] = useState('');
  /** The case one comes back from: its line gets the focus again. */
  const [left, setLeft] = useState('');
  /** Writing to the buyer of the open case. */
  const [message, setMessage] = useState(false);
  const show = (id: string) => {
    setMessage(false);
    setOpen(id);
  };
  const back = () => {
    if (message) return setMessage(false);
    setLeft(open);
    setOpen('');
  };
  const [writing, setWriting] = useState(false);
  const [view, setView] = useState<TodoView>({ text: '', only: 'all' });
  const status = useAsked('status', {}, (change) => change.changed === 'status' || change.changed === 'settings');

  introduce(status.value?.people ?? []);

  useEffect(() => {
    ask('panel.case', {}).then(
      ({ case: followed }) => setOpen((open) => open || followed), // unless one was quicker to open another
      () => {},
    );
  }, []);
  useChanges((change) => {
    if (change !== 'missed' && change.changed === 'panel') show(change.case);
  });

  return (
    <>
      <header class="bar">
        {open ? (
          <>
            <button type="button" class="plain back" onClick={back}>
              <span aria-hidden="true">‹ </span>
              {t(message ? 'message_back' : 'back')}
            </button>
            <h1 class="spoken">{t(message ? 'message_about' : 'case_title', orderOf(open))}</h1>
          </>
        ) : (
          <nav class="tabs" aria-label={t('panel_tabs')}>
            <h1>
              <button type="button" class="tab" aria-current={!writing && 'page'} onClick={() => setWriting(false)}>
                {t('todo_title')}
              </button>
            </h1>
            <button type="button" class="tab" aria-current={writing && 'page'} onClick={() => setWriting(true)}>
              {t('composer_title')}
            </button>
          </nav>
        )}
        {status.value && <SyncChip status={status.value} />}
      </header>
      {status.error && (
        <p class="notice bad" role="alert">
          {status.error}
        </p>
      )}
      {status.value && <Notices status={status.value} />}
      {status.value && <Versions status={status.value} />}
      {open && message ? (
        <Message key={open} id={open} skew={status.value?.skew ?? 0} />
      ) : open ? (
        <CasePage
          key={open}
          id={open}
          status={status.value}
          onBack={back}
          onOpen={show}
          onWrite={() => setMessage(true)}
        />
      ) : writing ? (
        <Composer draftKey="composer" skew={status.value?.skew ?? 0} />
      ) : (
        <Todo
          view={view}
          left={left}
          me={status.value?.sync.member ?? ''}
          skew={status.value?.skew ?? 0}
          onView={setView}
          onOpen={show}
        />
      )}
    </>
  );
}

function Notices({ status }: { status: Status }) {
  const { engine, store, sync } = status;
  const all = [
    engine.state === 'failed' && t('notice_engine', engine.error),
    store.error,
    sync.state === 'revoked' && sync.error,
    store.drafts > 0 && t('notice_refused', store.drafts),
  ].filter((text) => text !== false && text !== '');
  return (
    <>
      {all.map((text) => (
        <p key={text} class="notice bad" role="status">
          {text}
        </p>
      ))}
    </>
  );
}
