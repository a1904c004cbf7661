// Whether an address is a known page, and whether that page is there to be read.
import type { Site } from '../../engine';
import { matches } from './patterns';
import { visible } from './text';

/** The site file for an address, or null. */
export function siteFor(sites: Site[], url: URL | Location): Site | null {
  return sites.find((s) => s.enabled && s.hosts.includes(url.hostname) && matches(s.path, url.pathname)) ?? null;
}

/** What the address tells of the rating of every row on the page, '' if nothing. */
export function ratingOf(site: Site, url: URL | Location): string {
  const query = new URLSearchParams(url.search);
  const told = site.ratings.filter((f) => query.getAll(f.param).includes(f.value)).map((f) => f.rating);
  return told.length === 1 ? (told[0] ?? '') : '';
}

function headersThere(headers: string[]): boolean {
  const shown = Array.from(document.querySelectorAll('th,[role=columnheader]'), (el) => (el.textContent ?? '').trim());
  return headers.every((h) => shown.includes(h));
}

function textsThere(texts: string[]): boolean {
  const missing = new Set(texts);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (missing.size && walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.data.length > 400) continue;
    for (const text of missing) {
      if (node.data.includes(text) && node.parentElement && visible(node.parentElement)) missing.delete(text);
    }
  }
  return missing.size === 0;
}

/** Whether the page shows what its site file waits for. */
export function ready(site: Site): boolean {
  return headersThere(site.ready.headers) && textsThere(site.ready.texts);
}
