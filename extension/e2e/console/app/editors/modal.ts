// The browser's own modal dialog: all outside of it is inert.
import type { Mount } from './editor';
import { mount as plain } from './plain';

export const mount: Mount = (_, onText) => {
  const dialog = document.createElement('dialog');
  dialog.dataset.editor = '';
  dialog.style.width = '640px';
  document.body.append(dialog);
  dialog.showModal();
  return plain(dialog, onText);
};
