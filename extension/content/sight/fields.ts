// The fields of a row, by the strategies of its site file.
import type { Reading, RowRule, Site, Strategy } from '../../engine';
import { matches, values, whole } from './patterns';
import { OURS, runs, untrusted } from './text';

/** Characters of one value at most: a review of 100,000 is not sent around whole. */
const MAX_VALUE = 20_000;

/**
 * The cell of a row that holds the buyer's words, where their own element is not known: the one that
 * has the label they stand beside, other words too, and no order number.
 */
function wordsCell(row: Element, { beside, one }: RowRule): Element | null {
  const cells = [...row.children].filter((cell) => runs(cell, null).some((run) => matches(beside, run)));
  const [cell] = cells;
  if (!cell || cells.length > 1) return null;
  const others = runs(cell, null).filter((run) => !matches(beside, run));
  return others.length > 0 && !matches(one, cell.textContent ?? '') ? cell : null;
}

/** Whether part of what a row shows is out of reach: what can be read may then be another row's. */
function hides(row: Element): boolean {
  for (const el of row.getElementsByTagName('*')) {
    if (el.tagName === 'IFRAME' || (el.shadowRoot && !el.hasAttribute('data-pingban'))) return true;
  }
  return false;
}

/** A part of a row, read once for all strategies that look at it. */
class Part {
  private readonly skip: Set<Element>;
  /** Texts that are the page's own although they stand among the buyer's. */
  private readonly labels: string[] = [];
  private readonly unsure: boolean;
  private said: string[] | null = null;
  private whole: string | null = null;

  constructor(
    readonly el: Element,
    rule: RowRule,
  ) {
    this.skip = untrusted(el, rule.untrusted);
    this.unsure = hides(el);
    if (this.unsure || this.skip.size || !rule.beside) return;
    const cell = wordsCell(el, rule);
    this.unsure = !cell;
    if (!cell) return;
    this.skip.add(cell);
    this.labels = runs(cell, null).filter((run) => matches(rule.beside, run));
  }

  get lines(): string[] {
    this.said ??= this.unsure ? [] : [...runs(this.el, this.skip), ...this.labels];
    return this.said;
  }

  get text(): string {
    this.whole ??= this.lines.join('\n');
    return this.whole;
  }

  /** Elements of the row's own: ours and links inside the buyer's words are none of it. */
  own(selector: string): Element[] {
    if (this.unsure) return [];
    return [...this.el.querySelectorAll(selector)].filter((el) => {
      for (const words of this.skip) if (words.contains(el)) return false;
      return !el.closest(OURS);
    });
  }
}

/** What a strategy finds; null where a number it found may go on in what follows. */
function find(part: Part, s: Strategy): string[] | null {
  switch (s.kind) {
    case 'text':
      return s.pattern ? whole(s.pattern, part.text) : [];
    case 'line':
      return part.lines.flatMap((line) => (s.pattern ? values(s.pattern, line) : []));
    case 'attr':
      return part.own(s.selector ?? '*').flatMap((el) => {
        const value = el.getAttribute(s.attr ?? '') ?? '';
        return s.pattern ? values(s.pattern, value) : [value];
      });
    case 'innermost': {
      const all = [...part.el.querySelectorAll(s.selector ?? '')].filter((el) => !el.closest(OURS));
      const inner = all.filter((el) => !all.some((other) => other !== el && el.contains(other)));
      return inner.map((el) => (el.textContent ?? '').trim());
    }
    default:
      return [];
  }
}

/** A text whose lone halves of surrogate pairs are replaced: they do not survive a message. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
}

/**
 * Reads a row and the expanded row that belongs to it, if there is one. A field that is there but cannot
 * be told for sure has no values.
 */
export function readFields(row: Element, next: Element | null, site: Site): Record<string, Reading> {
  const parts = { row: new Part(row, site.row), next: next && new Part(next, site.row) };
  const fields: Record<string, Reading> = {};
  for (const [name, strategies] of Object.entries(site.fields)) {
    for (const s of strategies) {
      const part = s.scope === 'next' ? parts.next : parts.row;
      if (!part) continue;
      const all = find(part, s);
      if (!all) {
        fields[name] = { values: [], strategy: s.id };
        break;
      }
      const found = new Set(all.filter(Boolean));
      if (!found.size) continue;
      fields[name] = { values: Array.from(found, (v) => wellFormed(v.slice(0, MAX_VALUE))), strategy: s.id };
      break;
    }
  }
  return fields;
}
