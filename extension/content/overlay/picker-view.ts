// The list of scripts: a search field or the query typed in the box, and what fits.
import type { Hit } from '../../engine';
import { readable } from '../../script-text';
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

const FROM: Record<string, string> = { own: '我的', team: '团队' };

/** What one hears of an option: a screen reader that stays in the page's box knows nothing of our list. */
function spoken({ script, from, why }: Hit): string {
  return [script.title, from && FROM[from], script.phase, why].filter(Boolean).join('，');
}

/** A line at the end of the list that puts in no script. */
export interface Extra {
  label: string;
  act(): void;
}

export class PickerView {
  readonly el: HTMLElement;
  /** Null where the query is typed in the box itself. */
  readonly input: HTMLInputElement | null;
  private readonly list: HTMLElement;
  private readonly query = h('span', { class: 'soft small' });
  private readonly id = `pingban-scripts-${++lists}`;
  private readonly empty = h('p', { class: 'soft' });
  private readonly heard = h('div', { class: 'heard', role: 'status' });
  private hits: Hit[] = [];
  /** -1 until one moves: then Enter picks nothing. */
  index = -1;

  constructor(
    search: boolean,
    private readonly pick: (hit: Hit) => void,
    private readonly extra: Extra | null = null,
  ) {
    this.list = h('div', { class: 'list', role: 'listbox', id: this.id, 'aria-label': '话术' });
    this.input = search
      ? h('input', {
          type: 'text',
          role: 'combobox',
          placeholder: '搜标题、内容或拼音首字母，如 wlc',
          'aria-label': '搜话术',
          'aria-controls': this.id,
          'aria-expanded': 'true',
          'aria-autocomplete': 'list',
          autocomplete: 'off',
        })
      : null;
    this.el = h(
      'div',
      { class: 'card picker', role: 'dialog', 'aria-label': '插入话术' },
      this.input ?? this.query,
      this.list,
      this.empty,
      this.heard,
      h('div', { class: 'small soft' }, '↑↓ 选 · Enter 放进去 · Esc 关'),
    );
  }

  show(hits: Hit[], query: string): void {
    const chosen = this.hits[this.index]?.script.id;
    this.hits = hits;
    this.query.textContent = query ? `找「${query}」` : '推荐';
    this.fill(hits.length ? '' : '没有合适的话术，换个词试试。');
    this.heard.textContent = hits.length ? `${hits.length} 条话术，按下箭头选` : '没有合适的话术';
    // Who types fast has moved before this answer came.
    const still = chosen === undefined ? -1 : hits.findIndex(({ script }) => script.id === chosen);
    if (still >= 0) this.at(still);
  }

  fail(message: string): void {
    this.hits = [];
    this.fill(message);
    this.heard.textContent = message;
  }

  move(step: 1 | -1): void {
    const n = this.list.childElementCount;
    if (!n) return;
    this.at(this.index < 0 ? (step > 0 ? 0 : n - 1) : (this.index + step + n) % n);
  }

  private at(index: number): void {
    this.index = index;
    const options = [...this.list.children];
    for (const [i, option] of options.entries()) {
      option.setAttribute('aria-selected', String(i === this.index));
      if (i === this.index) option.scrollIntoView({ block: 'nearest' });
    }
    this.input?.setAttribute('aria-activedescendant', `${this.id}-${index}`);
    const hit = this.hits[index];
    this.heard.textContent = `${hit ? spoken(hit) : this.extra?.label}，第 ${index + 1} 条，共 ${options.length} 条`;
  }

  /** Does what the line one moved to says; false while one has not moved. */
  choose(): boolean {
    if (this.index < 0) return false;
    const hit = this.hits[this.index];
    if (hit) this.pick(hit);
    else this.extra?.act();
    return true;
  }

  private fill(empty: string): void {
    this.index = -1;
    this.input?.removeAttribute('aria-activedescendant');
    this.empty.textContent = empty;
    this.empty.hidden = !empty;
    const options = this.hits.map((hit, i) => this.option(i, () => this.pick(hit), ...describe(hit)));
    const { extra } = this;
    if (extra) options.push(this.option(options.length, () => extra.act(), h('div', { class: 'small' }, extra.label)));
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
  }

  private option(i: number, onclick: () => void, ...content: HTMLElement[]): HTMLElement {
    const props = { class: 'option', role: 'option', id: `${this.id}-${i}`, 'aria-selected': 'false', onclick };
    return h('div', props, ...content);
  }
}

function describe(hit: Hit): HTMLElement[] {
  const { script, from, why } = hit;
  const chips = [from && FROM[from], script.phase, script.expires && `用到 ${script.expires.slice(5)}`];
  return [
    h(
      'div',
      { class: 'line' },
      title(hit),
      ...chips.map((text) => (text ? h('span', { class: 'chip' }, text) : null)),
      why ? h('span', { class: 'small soft clip' }, why) : null,
    ),
    h('div', { class: 'text small soft' }, readable(script.text)),
  ];
}
