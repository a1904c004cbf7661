// The list of scripts: a search field or the query typed in the box, and what fits.
import type { Hit } from '../../engine';
import { VARIABLES } from '../words';
import { h } from './dom';

let lists = 0;

/** A title with its matching parts marked; ranges are UTF-16. */
function title(hit: Hit): HTMLElement {
  const parts: (string | HTMLElement)[] = [];
  let at = 0;
  for (const [start, end] of hit.match) {
    parts.push(hit.script.title.slice(at, start), h('mark', {}, hit.script.title.slice(start, end)));
    at = end;
  }
  return h('b', {}, ...parts, hit.script.title.slice(at));
}

/** A script's text with its variables by their Chinese names; what is filled in is the engine's to say. */
function preview(text: string): string {
  return text.replace(
    /\{\{(\??)([^{}|]*)(?:\|([^{}]*))?\}\}/g,
    (_, ask: string, name: string, fallback?: string) => fallback ?? `〔${ask ? name : (VARIABLES[name] ?? name)}〕`,
  );
}

export class PickerView {
  readonly el: HTMLElement;
  /** Null where the query is typed in the box itself. */
  readonly input: HTMLInputElement | null;
  private readonly list: HTMLElement;
  private readonly query = h('span', { class: 'soft small' });
  private readonly id = `pingban-scripts-${++lists}`;
  private hits: Hit[] = [];
  /** -1 until one moves: then Enter picks nothing. */
  index = -1;

  constructor(
    search: boolean,
    private readonly pick: (hit: Hit) => void,
  ) {
    this.list = h('div', { class: 'list', role: 'listbox', id: this.id, 'aria-label': '话术' });
    this.input = search
      ? h('input', {
          type: 'text',
          role: 'combobox',
          placeholder: '搜标题、内容或拼音首字母,如 wlc',
          'aria-label': '搜话术',
          'aria-controls': this.id,
          'aria-expanded': 'true',
          autocomplete: 'off',
        })
      : null;
    this.el = h(
      'div',
      { class: 'card picker' },
      this.input ?? this.query,
      this.list,
      h('div', { class: 'small soft' }, '↑↓ 选 · Enter 放进去 · Esc 关'),
    );
  }

  get chosen(): Hit | null {
    return this.hits[this.index] ?? null;
  }

  show(hits: Hit[], query: string): void {
    this.hits = hits;
    this.index = -1;
    this.query.textContent = query ? `找「${query}」` : '推荐';
    const options = hits.map((hit, i) => {
      const { script, why } = hit;
      const option = h(
        'div',
        {
          class: 'option',
          role: 'option',
          id: `${this.id}-${i}`,
          'aria-selected': 'false',
          onclick: () => this.pick(hit),
        },
        h(
          'div',
          { class: 'line' },
          title(hit),
          h('span', { class: 'chip' }, script.phase),
          why ? h('span', { class: 'small soft clip' }, why) : null,
        ),
        h('div', { class: 'text small soft' }, preview(script.text)),
      );
      return option;
    });
    this.list.replaceChildren(
      ...(options.length ? options : [h('p', { class: 'soft' }, '没有合适的话术,换个词试试。')]),
    );
  }

  fail(message: string): void {
    this.hits = [];
    this.index = -1;
    this.list.replaceChildren(h('p', { class: 'soft' }, message));
  }

  move(step: 1 | -1): void {
    const n = this.hits.length;
    if (!n) return;
    this.index = this.index < 0 ? (step > 0 ? 0 : n - 1) : (this.index + step + n) % n;
    for (const [i, option] of [...this.list.children].entries()) {
      option.setAttribute('aria-selected', String(i === this.index));
      if (i === this.index) option.scrollIntoView({ block: 'nearest' });
    }
    this.input?.setAttribute('aria-activedescendant', `${this.id}-${this.index}`);
  }
}
