import { type ComponentChild, render } from 'preact';
import { type TextKey, t } from '../../text';
import { keepFocus } from './keep-focus';

/** Shows a view in its page, with the page's language and title. */
export function show(title: TextKey, child: ComponentChild): void {
  document.documentElement.lang = chrome.i18n.getUILanguage();
  document.title = t(title);
  const root = document.querySelector('main');
  if (!root) return;
  keepFocus(root);
  render(child, root);
}
