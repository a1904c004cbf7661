import type { TodoAnswer } from '../engine';
import { t } from '../text';
import { settings } from './settings';

const URGENT = '#b42318';
const TODAY = '#b45309';

/**
 * Shows on the toolbar icon how many cases run out today; red once one has two hours or less. The list
 * needs no more than its first line, which is the most pressing.
 */
export async function showOnIcon({ items, today, over }: TodoAnswer): Promise<void> {
  const urgent = items.some((item) => item.badge?.state === 'urgent');
  const paused = Date.parse((await settings()).pausedUntil || '1970-01-01') > Date.now();
  await Promise.all([
    chrome.action.setBadgeText({ text: paused || today === 0 ? '' : today > 99 ? '99+' : String(today) }),
    chrome.action.setBadgeBackgroundColor({ color: urgent ? URGENT : TODAY }),
    chrome.action.setBadgeTextColor({ color: '#ffffff' }),
    chrome.action.setTitle({ title: paused ? t('icon_paused') : t('icon_title', today, over) }),
  ]);
}
