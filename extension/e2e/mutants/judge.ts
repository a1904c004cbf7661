// Whether every badge in the page is where it belongs and says what is right there.
import type { Wanted } from '../harness/samples.mjs';
import { ROW } from './page';

/** The rows whose order number stands with a badge in the smallest part of the page that has one. */
function rowsAround(badge: Element): string[] {
  for (let at: Element | null = badge; at; at = at.parentElement) {
    const marks = [...at.querySelectorAll<HTMLElement>(ROW)];
    if (at instanceof HTMLElement && at.matches(ROW)) marks.push(at);
    if (marks.length) return [...new Set(marks.map((mark) => mark.dataset.row ?? ''))];
  }
  return [];
}

/** What is wrong with one badge, '' if nothing. */
function faultOf(badge: HTMLElement, wanted: Record<string, Wanted>): string {
  const rows = rowsAround(badge);
  const { case: id = '', kind = '', closes = '' } = badge.dataset;
  const what = `${id} ${kind} ${closes}`;
  const row = wanted[rows[0] ?? ''];
  if (rows.length !== 1 || !row) return `${what} stands with ${rows.join(' and ') || 'no row'}`;
  const right = [row, ...(row.may ?? [])].find((known) => known.case === id);
  if (!right) return `${what} stands with ${rows[0]}, which is ${row.case ?? 'nobody knows what'}`;
  const ends = right.ends?.[kind] ?? [];
  if (!ends.includes(closes)) return `${what} on ${rows[0]}, where ${ends.join(' or ') || 'nothing'} is right`;
  return '';
}

/** Every fault in sight, and how many rows have their badge. */
export function judge(wanted: Record<string, Wanted>): { faults: string[]; right: number } {
  const faults: string[] = [];
  const cases = new Set<string>();
  for (const badge of document.querySelectorAll<HTMLElement>('[data-pingban="badge"]')) {
    const fault = faultOf(badge, wanted);
    if (fault) faults.push(fault);
    const id = badge.dataset.case ?? '';
    if (cases.has(id)) faults.push(`${id} has two badges`);
    cases.add(id);
  }
  return { faults, right: cases.size };
}
