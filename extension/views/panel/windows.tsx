import type { Window } from '../../engine';
import { t } from '../../text';
import { exact } from '../lib/time';
import * as words from '../lib/words';

/** What can still happen, until when, how that is known, and which rule says so. */
export function Windows({ windows }: { windows: Window[] }) {
  if (windows.length === 0) return null;
  return (
    <section>
      <h3>{t('windows_title')}</h3>
      <ul class="windows">
        {windows.map((window) => (
          <WindowLine key={window.kind} window={window} />
        ))}
      </ul>
      <p class="muted small">{t('windows_aside')}</p>
    </section>
  );
}

/** What a review may become; that it may go is what the window's own name says. */
const changes = (to: string[] = []) =>
  to
    .filter((rating) => rating !== 'delete')
    .map(words.rating)
    .join(t('comma'));

function WindowLine({ window }: { window: Window }) {
  const { kind, state, basis, closes, allowed, disputed, cost, why, source } = window;
  return (
    <li class={`window ${state}`}>
      <span class="window-top">
        <b>{words.windowKind(kind)}</b>
        <span class={`state ${state}`}>{words.windowState(window)}</span>
      </span>
      {closes && (
        <span>
          {t(state === 'over' ? 'window_closed' : 'window_closes', exact(closes))} · {words.basis(basis)}
        </span>
      )}
      {changes(allowed) && <span>{t('window_allowed', changes(allowed))}</span>}
      {changes(disputed) && <span>{t('window_disputed', changes(disputed))}</span>}
      {cost !== undefined && <span>{t('window_cost', cost.toFixed(2))}</span>}
      {why && <span>{why}</span>}
      {source.title && (
        <span class="muted small">
          {source.title}
          {source.date && ` · ${source.date}`}
        </span>
      )}
    </li>
  );
}
