import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type TextKey, t } from '../../text';
import { openReviews } from '../lib/console';
import { news } from '../lib/looked';
import { rfc3339 } from '../lib/time';
import { useAsked, useTick } from '../lib/use';
import { Bulk } from './bulk';
import { NewRequest } from './request';
import { TodoLine } from './todo-line';

export type Only = 'all' | 'today' | 'over' | 'mine';
export interface TodoView {
  text: string;
  only: Only;
}

interface Props {
  view: TodoView;
  /** The case one has just left, '' where one has not. */
  left: string;
  /** Own member id, '' before joining. */
  me: string;
  skew: number;
  onView(view: TodoView): void;
  onOpen(id: string): void;
}

/** So many lines are listed at most; the counts and the search look at all. */
const MOST = 200;
/** So many fill all but the tallest panels. The others are asked for once the end is nearly in sight, or cases are picked. */
const FIRST = 24;
const REFRESH_MS = 30_000;

/** 待办: open cases by time left, with counts that filter, and a search that looks at closed ones too. */
export function Todo({ view, left, me, skew, onView, onOpen }: Props) {
  const { text, only } = view;
  const narrowed = only === 'all' ? {} : { only };
  const [further, setFurther] = useState('');
  const question = `${text} ${only}`;
  const [picked, setPicked] = useState<ReadonlySet<string>>();
  const limit = picked || further === question ? MOST : FIRST;
  const todo = useAsked('todo', { text, ...narrowed, limit }, ({ changed }) =>
    ['cases', 'packs', 'settings'].includes(changed),
  );
  useTick(REFRESH_MS, todo.again);
  const list = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useSlash(search);
  useReturn(list, left, todo.value !== undefined);
  const fresh = news();
  const now = Date.now() + skew;

  const { value } = todo;
  const items = value?.items ?? [];
  const counted = only === 'all' ? value?.total : value?.[only];
  const shown = items.map((item) => item.case);
  const choose = (next: Only) => onView({ text, only: next === only ? 'all' : next });

  return (
    <>
      <search class="find">
        <input
          ref={search}
          type="search"
          placeholder={t('todo_search')}
          aria-label={t('todo_search')}
          aria-keyshortcuts="/"
          value={text}
          onInput={(event) => onView({ ...view, text: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'ArrowDown' && !event.isComposing && move(list.current, event, 1)}
        />
      </search>
      <fieldset class="counts">
        <legend class="spoken">{t('todo_filter')}</legend>
        <Count name="todo_today" count={value?.today} on={only === 'today'} onClick={() => choose('today')} urgent />
        <Count name="todo_over" count={value?.over} on={only === 'over'} onClick={() => choose('over')} />
        <Count name="todo_mine" count={value?.mine} on={only === 'mine'} onClick={() => choose('mine')} />
      </fieldset>
      {todo.error && (
        <p class="notice bad" role="alert">
          {todo.error}{' '}
          <button type="button" class="link" onClick={todo.again}>
            {t('retry')}
          </button>
        </p>
      )}
      {!value && !todo.error && <p class="empty">{t('loading')}</p>}
      {value && items.length === 0 && <Empty view={view} />}
      {value && items.length === 0 && /^\d{8,}$/.test(text.trim()) && (
        <NewRequest
          key={text.trim()}
          known={{ order: text.trim() }}
          skew={skew}
          onOpen={onOpen}
          onCancel={() => onView({ ...view, text: '' })}
        />
      )}
      {picked ? (
        <Bulk
          picked={shown.filter((id) => picked.has(id))}
          me={me}
          later={rfc3339(tomorrowAtTen(now))}
          onAll={() => setPicked(new Set(shown))}
          onEnd={() => setPicked(undefined)}
        />
      ) : (
        items.length > 1 && (
          <button type="button" class="link end" onClick={() => setPicked(new Set())}>
            {t('bulk_start')}
          </button>
        )
      )}
      <ul ref={list} class="list" onKeyDown={(event) => walk(list.current, event)}>
        {items.map((item) => (
          <TodoLine
            key={item.case}
            item={item}
            mine={me !== '' && item.assignee === me}
            fresh={fresh(item.case, item.updated)}
            now={now}
            picked={picked?.has(item.case)}
            onOpen={onOpen}
            onPick={(id) => setPicked(toggled(picked, id))}
          />
        ))}
      </ul>
      {limit < MOST && items.length === limit && <End key={question} onSight={() => setFurther(question)} />}
      {counted !== undefined && counted > items.length && limit === MOST && (
        <p class="empty">{t('todo_more', items.length, counted)}</p>
      )}
    </>
  );
}

function toggled(picked: ReadonlySet<string> | undefined, id: string): ReadonlySet<string> {
  const next = new Set(picked);
  if (!next.delete(id)) next.add(id);
  return next;
}

const HOUR_MS = 3_600_000;

/** Ten in the morning of the day after, China Standard Time, in milliseconds. */
function tomorrowAtTen(now: number): number {
  const day = Math.floor((now + 8 * HOUR_MS) / (24 * HOUR_MS)) + 1;
  return day * 24 * HOUR_MS + 2 * HOUR_MS;
}

function Count(props: { name: TextKey; count: number | undefined; on: boolean; urgent?: boolean; onClick(): void }) {
  const { name, count, on, urgent = false, onClick } = props;
  return (
    <button type="button" class={`count ${urgent && count ? 'urgent' : ''}`} aria-pressed={on} onClick={onClick}>
      <b>{count ?? '–'}</b>
      {t(name)}
    </button>
  );
}

function Empty({ view }: { view: TodoView }) {
  if (view.text) return <p class="empty">{t('todo_none_found', view.text)}</p>;
  if (view.only !== 'all') return <p class="empty">{t('todo_none_filtered')}</p>;
  return (
    <div class="empty">
      <p>{t('todo_none')}</p>
      <p>{t('todo_none_hint')}</p>
      <button type="button" class="plain" onClick={openReviews}>
        {t('todo_open_console')}
      </button>
    </div>
  );
}

/** Calls back once the end of the list is nearly in sight. */
function End({ onSight }: { onSight(): void }) {
  const at = useRef<HTMLDivElement>(null);
  const latest = useRef(onSight);
  latest.current = onSight;
  useEffect(() => {
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '400px',
    });
    if (at.current) seen.observe(at.current);
    return () => seen.disconnect();
  }, []);
  return <div ref={at} />;
}

/** Gives the focus back to the line of the case one has left, once the list is there. */
function useReturn(list: { current: HTMLElement | null }, left: string, listed: boolean): void {
  useLayoutEffect(() => {
    const line = left !== '' && listed && list.current?.querySelector<HTMLElement>(`[data-case="${CSS.escape(left)}"]`);
    if (line && document.hasFocus()) line.focus();
  }, [list, left, listed]);
}

/** "/" goes to the search box unless one is writing. */
function useSlash(search: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const ended = new AbortController();
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
        if ((event.target as Element).matches('input, textarea, select')) return;
        event.preventDefault();
        search.current?.focus();
      },
      { signal: ended.signal },
    );
    return () => ended.abort();
  }, [search]);
}

function walk(list: HTMLElement | null, event: KeyboardEvent): void {
  if (event.key === 'ArrowDown') move(list, event, 1);
  else if (event.key === 'ArrowUp') move(list, event, -1);
}

function move(list: HTMLElement | null, event: KeyboardEvent, by: number): void {
  const buttons = [...(list?.querySelectorAll<HTMLButtonElement>('button.line') ?? [])];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const next = buttons[at + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
