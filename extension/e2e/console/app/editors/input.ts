// A single line.
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  const line = document.createElement('input');
  line.setAttribute('role', 'textbox');
  line.size = 60;
  let text = '';
  line.addEventListener('input', () => {
    text = line.value;
    onText(text);
  });
  host.append(line);
  line.focus();
  return { text: () => text };
};
