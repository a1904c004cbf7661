// A textarea that no framework holds.
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  const area = document.createElement('textarea');
  let text = '';
  area.addEventListener('input', () => {
    text = area.value;
    onText(text);
  });
  host.append(area);
  area.focus();
  return { text: () => text };
};
