import Quill from 'quill';
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  const quill = new Quill(host);
  // Its document always ends with a line's end of its own.
  const text = () => quill.getText().replace(/\n$/, '');
  quill.on('text-change', () => onText(text()));
  quill.focus();
  return { text };
};
