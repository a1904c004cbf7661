// A textarea that takes less than the platform does.
import type { Mount } from './editor';
import { mount as plain } from './plain';

export const mount: Mount = (host, onText) => {
  const editor = plain(host, onText);
  host.querySelector('textarea')?.setAttribute('maxlength', '40');
  return editor;
};
