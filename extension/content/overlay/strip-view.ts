// One line under a reply box: a draft from last time.
import { button, h } from './dom';

export function draftStrip(at: string, restore: () => void, drop: () => void): HTMLElement {
  return h(
    'div',
    { class: 'strip', role: 'status' },
    `上次没发出的草稿${at ? `（${at}）` : ''}`,
    button('恢复草稿', restore),
    button('不要了', drop, 'link'),
  );
}
