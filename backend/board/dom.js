// Builds elements. Text is always text: nothing here can turn a buyer's words into markup.

/** h('a.link', {href: '/'}, 'text', node, …): tag and classes, attributes or on… handlers, children.
 * Attributes and children that are undefined, null or false are left out. */
export function h(spec, attributes = {}, ...children) {
  const [tag, ...classes] = spec.split('.');
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else element.setAttribute(name, value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false),
  );
  return element;
}

/** Replaces what `parent` holds and keeps the focus on the element of the same data-key. A child with
 * data-keep that has the focus stays itself: a redraw must not end what an input method composes. */
export function show(parent, ...children) {
  const focused = parent.contains(document.activeElement) ? document.activeElement : undefined;
  const fresh = children.flat().filter((child) => child instanceof Node);
  const kept = [...parent.children].find((child) => child.dataset.keep && child.contains(focused));
  const at = kept ? fresh.findIndex((child) => child.dataset?.keep === kept.dataset.keep) : -1;
  if (at < 0) {
    parent.replaceChildren(...fresh);
    if (focused?.dataset.key) {
      parent.querySelector(`[data-key="${CSS.escape(focused.dataset.key)}"]`)?.focus({ preventScroll: true });
    }
    return;
  }
  for (const child of [...parent.childNodes]) if (child !== kept) child.remove();
  kept.before(...fresh.slice(0, at));
  kept.after(...fresh.slice(at + 1));
}
