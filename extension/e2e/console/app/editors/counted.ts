// An editable element whose limit only a counter beside it tells.
import { mount as contenteditable } from './contenteditable';
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  const counter = document.createElement('span');
  counter.textContent = '0/40';
  const editor = contenteditable(host, (text) => {
    counter.textContent = `${text.length}/40`;
    onText(text);
  });
  host.append(counter);
  return editor;
};
