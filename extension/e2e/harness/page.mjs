// What can be seen of Pingban in a console page: its attributes, and what its closed shadow roots
// show, which only the browser's own protocol can tell.
import { until } from './until.mjs';

/**
 * @typedef {object} Badge
 * @property {string} case @property {string} kind @property {string} state @property {string} basis
 * @property {string} closes @property {string} label
 * @property {string[]} orders order numbers in the row it sits in
 * @property {string} item id in that row's product link
 * @property {boolean} onScreen
 */

/** Every badge in the page with the row it sits in. @param {import('@playwright/test').Page} page @returns {Promise<Badge[]>} */
export const badges = (page) =>
  page.$$eval('[data-pingban="badge"]', (hosts) =>
    hosts.map((host) => {
      const row = host.closest('tr');
      const own = [...(row?.querySelectorAll('.order-id') ?? [])].map(
        (e) => /\d{8,}/.exec(e.textContent ?? '')?.[0] ?? '',
      );
      const link = row?.querySelector('a.title-link')?.getAttribute('href') ?? '';
      const box = host.getBoundingClientRect();
      const data = /** @type {HTMLElement} */ (host).dataset;
      return {
        case: data.case ?? '',
        kind: data.kind ?? '',
        state: data.state ?? '',
        basis: data.basis ?? '',
        closes: data.closes ?? '',
        label: host.getAttribute('aria-label') ?? '',
        orders: own,
        item: /id=(\d+)/.exec(link)?.[1] ?? '',
        onScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
      };
    }),
  );

/** Ranges of one of our highlights. @param {Place} page @param {'block'|'warn'|'hint'} severity @returns {Promise<{start: number, end: number, text: string}[]>} */
export const marks = (page, severity) =>
  page.evaluate((name) => {
    const highlight = /** @type {any} */ (CSS).highlights?.get(name);
    return [...(highlight ?? [])].map((range) => ({
      start: range.startOffset,
      end: range.endOffset,
      text: String(range),
    }));
  }, `pingban-${severity}`);

/** A page, or a frame of another site's in one. @typedef {import('@playwright/test').Page | import('@playwright/test').Frame} Place */

/** @param {Place} place @returns {import('@playwright/test').Page} */
const pageOf = (place) => ('mouse' in place ? place : place.page());

/** @param {Place} place */
const session = (place) => pageOf(place).context().newCDPSession(place);

/** Where a frame's corner is in its page. @param {Place} place */
export async function corner(place) {
  if ('mouse' in place) return { x: 0, y: 0 };
  const box = await (await place.frameElement()).boundingBox();
  return { x: box?.x ?? 0, y: box?.y ?? 0 };
}

/** What stands in our hosts, closed shadow roots included: host name → text. @param {Place} page @returns {Promise<Record<string, string>>} */
export async function ours(page) {
  const cdp = await session(page);
  const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
  await cdp.detach();
  /** @type {Record<string, string>} */
  const found = {};
  const text = (/** @type {any} */ node) => {
    if (node.nodeType === 3) return node.nodeValue;
    if (node.nodeName === 'STYLE') return '';
    return [...(node.shadowRoots ?? []), ...(node.children ?? [])].map(text).join(' ');
  };
  const walk = (/** @type {any} */ node) => {
    const at = (node.attributes ?? []).indexOf('data-pingban');
    if (at >= 0 && at % 2 === 0) {
      const what = node.attributes[at + 1];
      found[what] = `${found[what] ?? ''} ${text(node)}`.replace(/\s+/g, ' ').trim();
    }
    for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) walk(child);
  };
  walk(root);
  return found;
}

/**
 * Elements by role and accessible name, in closed shadow roots too, as a screen reader finds them.
 * @param {Place} page @param {string} role @param {RegExp} name
 * @returns {Promise<{name: string, x: number, y: number, width: number, height: number}[]>} only those with a box
 */
export async function accessible(page, role, name) {
  const cdp = await session(page);
  try {
    const { nodes } = await cdp.send('Accessibility.getFullAXTree', {});
    const found = [];
    for (const node of nodes) {
      if (
        node.ignored ||
        node.role?.value !== role ||
        !name.test(String(node.name?.value ?? '')) ||
        node.backendDOMNodeId === undefined
      )
        continue;
      const model = await cdp.send('DOM.getBoxModel', { backendNodeId: node.backendDOMNodeId }).catch(() => undefined);
      if (!model) continue;
      const [x, y] = model.model.border;
      found.push({ name: String(node.name?.value), x, y, width: model.model.width, height: model.model.height });
    }
    return found;
  } finally {
    await cdp.detach();
  }
}

/** Clicks the one element of that role and name once it stands still, with the mouse. @param {Place} page @param {string} role @param {RegExp} name */
export async function press(page, role, name) {
  let was = '';
  const { x, y } = await until(
    async () => {
      const found = await accessible(page, role, name);
      const [only] = found.length === 1 ? found : [];
      const at = only && (await corner(page));
      const place = at && { x: at.x + only.x + only.width / 2, y: at.y + only.y + only.height / 2 };
      const stands = place && was === `${place.x} ${place.y}`;
      was = place ? `${place.x} ${place.y}` : `${found.length} of them`; // a dialog that opens takes what hangs on it along
      return stands && place;
    },
    () => `the one ${role} ${name}, still: ${was}`,
  );
  await pageOf(page).mouse.click(x, y);
}

/** Composes a text as an input method does, without committing it. @param {Place} page @param {string[]} steps what stands in the pre-edit text after each key */
export async function compose(page, steps) {
  const cdp = await session(page);
  for (const text of steps)
    await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  return {
    /** Commits, replacing the pre-edit text. @param {string} text */
    async commit(text) {
      await cdp.send('Input.insertText', { text });
      await cdp.detach();
    },
  };
}
