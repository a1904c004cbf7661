// Asks before something that cannot be taken back.
import { h } from './dom.js';

/** Shows `title` and `text`, and calls `act` where the answer is yes. */
export function ask(title, text, yes, act) {
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'ask', onclose: () => dialog.remove() },
    h('h2', { id: 'ask' }, title),
    h('p', {}, text),
    h(
      'form',
      { method: 'dialog' },
      h('button', { value: '' }, '取消'),
      h('button.danger', { value: 'yes', onclick: act }, yes),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
