// An editable element that no library holds: its text is what it shows.
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  const box = document.createElement('div');
  box.contentEditable = 'true';
  // The browser shows a line's end in an editable element as two breaks.
  const text = () => box.innerText.replace(/\n$/, '');
  box.addEventListener('input', () => onText(text()));
  host.append(box);
  box.focus();
  return { text };
};
