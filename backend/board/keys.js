// One-key moves: / searches, j and k walk the rows, Escape goes back to the list.

export function keys(main, go) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
    const typing = event.target.closest('input, select, textarea, dialog');
    if (event.key === 'Escape') {
      if (typing) event.target.blur();
      else if (location.search.includes('case=')) go('/');
      return;
    }
    if (typing) return;
    if (event.key === '/') {
      const search = main.querySelector('input[type=search]');
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === 'j' || event.key === 'k') {
      const rows = [...main.querySelectorAll('a.row')];
      if (rows.length === 0) return;
      const at = rows.indexOf(document.activeElement);
      const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)));
      event.preventDefault();
      rows[next].focus();
    }
  });
}
