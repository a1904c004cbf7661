// An editor that takes keys and nothing else: whatever changes it, it shows its own text again.
import type { Mount } from './editor';

export const mount: Mount = (host) => {
  const box = document.createElement('div');
  box.contentEditable = 'true';
  let typed = '';
  const draw = () => {
    box.textContent = typed;
    document.getSelection()?.selectAllChildren(box);
    document.getSelection()?.collapseToEnd();
  };
  box.addEventListener('keypress', (e) => {
    typed += e.key;
    e.preventDefault();
    draw();
  });
  box.addEventListener('input', draw);
  host.append(box);
  box.focus();
  return { text: () => typed };
};
