// A small form over a text that becomes a script of the agent's own.
import { button, h } from './dom';

export interface SaveForm {
  readonly el: HTMLElement;
  readonly title: HTMLInputElement;
  /** Says what is wrong, under the form. */
  fail(message: string): void;
}

/** `save` gets the title and the last day, YYYY-MM-DD or ''. */
export function saveView(text: string, save: (title: string, expires: string) => void, cancel: () => void): SaveForm {
  const title = h('input', { type: 'text', 'aria-label': '标题', placeholder: '标题，以后按它找', maxlength: 40 });
  const expires = h('input', { type: 'date', 'aria-label': '用到哪天（不填就一直能用）' });
  const fault = h('p', { class: 'fault small', role: 'alert' });
  const done = () => save(title.value, expires.value);
  const el = h(
    'div',
    { class: 'card save', role: 'dialog', 'aria-label': '存为我的话术' },
    h('b', {}, '存为我的话术'),
    title,
    h('p', { class: 'text small soft' }, text),
    h('div', { class: 'line small' }, h('label', {}, '用到哪天 ', expires)),
    fault,
    h('div', { class: 'line' }, button('存下', done, 'main'), button('取消', cancel)),
    h('div', { class: 'small soft' }, '只存在这台电脑上。侧边栏「写一段」里可以改、删、推荐给团队。'),
  );
  title.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && !e.isComposing) done();
  });
  return {
    el,
    title,
    fail: (message) => {
      fault.textContent = message;
    },
  };
}
