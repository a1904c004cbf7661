// Whom a chat's composer writes to.
import type { Conversation } from '../../engine';
import { runs, visible } from '../sight/text';

/** The first thing an element says: in a list of conversations the name, before time and last words. */
function nameOf(el: Element): string {
  return runs(el, null)[0] ?? '';
}

/** The open conversation's name, '' where it is not certain: none is marked, two are, or two are called so. */
export function conversationOf({ selectors, among }: Conversation): string {
  for (const selector of selectors) {
    const found = [...document.querySelectorAll(selector)].filter(visible);
    if (!found.length) continue;
    const names = new Set(found.map(nameOf));
    const [name = ''] = names;
    if (names.size > 1 || !name) return '';
    const alike = among ? [...document.querySelectorAll(among)].filter((el) => nameOf(el) === name) : [];
    return alike.length > 1 ? '' : name;
  }
  return '';
}
