import { useState } from 'preact/hooks';
import { KINDS } from '../../content/words';
import { t } from '../../text';
import * as words from '../lib/words';
import type { WindowRule } from './data';
import { PLATFORMS, PlatformSelect } from './platforms';

const CONFIDENCE: Record<string, 'confidence_high' | 'confidence_medium' | 'confidence_low'> = {
  high: 'confidence_high',
  medium: 'confidence_medium',
  low: 'confidence_low',
};

/**
 * What runs how long on which platform, side by side, with source, date and how sure that is. Where there
 * is room for one platform, one is picked.
 */
export function Windows({ windows }: { windows: WindowRule[] }) {
  const kinds = [...new Set(windows.map((window) => window.kind))];
  const [picked, pick] = useState('taobao');
  const column = (platform: string) => (platform === picked ? 'picked' : 'beside');
  return (
    <>
      <p class="narrow">
        <PlatformSelect value={picked} onPick={pick} />
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('windows_title')}</th>
            {PLATFORMS.map((platform) => (
              <th key={platform} scope="col" class={column(platform)}>
                {words.platform(platform)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{KINDS[kind] ?? words.windowKind(kind)}</th>
              {PLATFORMS.map((platform) => (
                <td key={platform} class={column(platform)}>
                  <Cell window={windows.find((w) => w.kind === kind && w.platform === platform)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Cell({ window }: { window: WindowRule | undefined }) {
  if (!window) return <span class="muted">{t('handbook_no_window')}</span>;
  const { never, count, cost, source, confidence, note } = window;
  return (
    <>
      <p>
        <b>{never || length(window)}</b>
        {!never && count === 1 && ` · ${t('handbook_once')}`}
      </p>
      {cost && <p class="small">{t('handbook_cost', cost.percent, cost.min, cost.max)}</p>}
      {note && <p class="small">{note}</p>}
      <p class="muted small">
        {source.title}
        {source.date && ' '}
        {source.date && <span class="unbroken">· {source.date}</span>}{' '}
        <span class="unbroken">· {t(CONFIDENCE[confidence] ?? 'confidence_low')}</span>
      </p>
    </>
  );
}

function length({ days = 0, hours = 0 }: WindowRule): string {
  return [days > 0 && t('handbook_days', days), hours > 0 && t('handbook_hours', hours)].filter(Boolean).join(' ');
}
