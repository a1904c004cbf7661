// Everything Pingban draws in a console's page, in every state, in a page of ours: axe sees into no
// closed shadow root, so the page opens them before this runs.
import { badgeView, showBadge } from '../../content/overlay/badge-view';
import { barView } from '../../content/overlay/bar-view';
import { button, h } from '../../content/overlay/dom';
import { findingView } from '../../content/overlay/finding-view';
import { guardView } from '../../content/overlay/guard-view';
import { Overlay } from '../../content/overlay/layer';
import { PickerView } from '../../content/overlay/picker-view';
import { rowView } from '../../content/overlay/row-view';
import { saveView } from '../../content/overlay/save-view';
import { BAR, sheet } from '../../content/overlay/sheets';
import { draftStrip } from '../../content/overlay/strip-view';
import { toast } from '../../content/overlay/toast';
import type { Hit } from '../../engine';
import { badge, finding, hit, windows } from './facts';

const { signal } = new AbortController();
const overlay = new Overlay(signal);
const main = document.querySelector('main') as HTMLElement;
const nothing = () => {};

/** A place of its own on the page, under its name. */
function place(name: string, height = 520): HTMLElement {
  const at = h('div', { class: 'place', style: `height:${height}px` }, h('h2', {}, name));
  main.append(at);
  return at.firstElementChild as HTMLElement;
}

function layer(name: string, content: HTMLElement): void {
  overlay.show(content, { at: place(name), placement: 'bottom-start', signal });
}

for (const state of ['open', 'soon', 'urgent', 'over']) {
  const view = badgeView();
  showBadge(view, 'taobao:3309000000000000001:1', badge(state));
  place(`badge ${state}`, 80).after(view.host);
}

for (const filter of ['all', 'soon']) {
  const counts = { all: 20, today: 3, soon: 5, over: 0 };
  const host = h('div');
  const root = host.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [sheet(BAR)];
  const facts = { counts, doubt: filter === 'all' ? 0 : 2, filter, sorted: filter === 'soon' };
  const bar = barView(nothing);
  bar.show(facts);
  root.append(h('div', { class: 'bar' }, ...bar.parts));
  place(`bar ${filter}`, 120).after(host);
}

const rate = { scripts: nothing, note: nothing, rate: nothing };
const facts = { product: '316不锈钢保温杯 500ml', buyer: 't**1' };
layer('row', rowView({ ...facts, windows: windows(), rating: '' }, rate));
layer('row rated', rowView({ ...facts, windows: windows().slice(0, 1), rating: 'bad' }, rate));
layer('row bare', rowView({ product: '', buyer: '', windows: [], rating: '' }, {}));

const all = { replace: nothing, ignoreOnce: nothing, ignoreRule: nothing, report: nothing };
for (const severity of ['block', 'warn', 'hint'] as const)
  layer(`finding ${severity}`, findingView(finding(severity), all));
layer('finding locked', findingView(finding('block', ''), { ignoreOnce: nothing, report: nothing }));

const trouble = (kind: string, chip: string, words: string) => ({ kind, chip, words, why: '买家会看到。' });
layer(
  'guard',
  guardView([trouble('block', '利诱评价', '返10元'), trouble('warn', '没填完', '日期')], nothing, nothing),
);

const extra = { label: '把选中的 12 个字存为我的话术…', act: nothing };
const picker = (name: string, search: boolean, hits: Hit[] | string, moves = 0) => {
  const view = new PickerView(search, nothing, search ? extra : null);
  layer(name, view.el);
  if (typeof hits === 'string') view.fail(hits);
  else view.show(hits, moves ? 'wlc' : '');
  for (let i = 0; i < moves; i++) view.move(1);
};
picker('picker', true, [hit(''), hit('team'), hit('own')], 2);
picker('picker typed', false, [hit(''), hit('own')], 1);
picker('picker empty', false, []);
picker('picker failed', true, '评伴后台没有回应，稍后再试一次');

layer('save', saveView('您好，订单〔订单号〕今晚重发。', nothing, nothing).el);
const failed = saveView('好评返现', nothing, nothing);
failed.fail('“好评返现”不能存成话术：不能拿好处换评价。');
layer('save failed', failed.el);

layer('tab', button('话术', nothing, 'tab'));
layer('draft', draftStrip('12-03 20:10', nothing, nothing));
toast(overlay, '本店以后不再提示这一条。', signal, { label: '撤销', act: nothing }, 3600);
