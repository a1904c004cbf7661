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
      {allowed && allowed.length > 0 && <span>{t('window_allowed', allowed.map(words.rating).join(t('comma')))}</span>}
      {disputed && disputed.length > 0 && (
        <span>{t('window_disputed', disputed.map(words.rating).join(t('comma')))}</span>
      )}
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
