// The board: which page the address names, and keeping it up to date.
import { get, send } from './api.js';
import { caseView } from './case.js';
import { deedsView } from './deeds.js';
import { h, show } from './dom.js';
import { importView } from './import.js';
import { keys } from './keys.js';
import { listView } from './list.js';
import { Live } from './live.js';
import { membersView } from './members.js';
import { packsView } from './packs.js';
import { reportView } from './report.js';
import { TABLES } from './tables.js';
import { ROLES } from './words.js';

const main = document.getElementById('main');
const alert = document.getElementById('alert');
const live = new Live(document.getElementById('live'), () => refresh());
let me;
let view;
let loading = new AbortController();

/** The view the address names: {title, path, load(signal) → data, draw(data) → nodes}. */
function route() {
  const query = new URLSearchParams(location.search);
  if (query.has('case')) return caseView(query.get('case'), me, refresh);
  const name = query.get('view');
  if (name === 'members' && me.role === 'lead') return membersView(refresh);
  if (name === 'import' && me.role === 'lead') return importView(refresh);
  if (name === 'packs' && me.role === 'lead') return packsView(refresh);
  if (name === 'deeds') return deedsView(query, me);
  if (name === 'overview' || name in TABLES) return reportView(name, query, me, go);
  return listView(query, me, go);
}

/** Goes to another address of the board without loading the page again. */
function go(href, replace = false) {
  history[replace ? 'replaceState' : 'pushState'](null, '', href);
  return open();
}

async function open() {
  view = route();
  document.title = `${view.title} · 评伴看板`;
  drawNav();
  await refresh();
}

async function refresh() {
  loading.abort();
  loading = new AbortController();
  const { signal } = loading;
  const current = view;
  try {
    const data = await current.load(signal);
    if (signal.aborted) return;
    alert.hidden = true;
    show(main, ...current.draw(data));
    live.follow(data);
  } catch (error) {
    if (signal.aborted) return;
    if (error.code === 'unauthorized') return location.replace('/login');
    live.lost();
    alert.hidden = false;
    alert.textContent = `${error.message}。页面上是上一次取到的数据，连上后会自己更新。`;
    if (main.querySelector('.wait'))
      show(main, h('p.empty', {}, error.code === 'not_found' ? '没有这个案例，或者它不归您看。' : '暂时取不到数据。'));
  }
}

function drawNav() {
  const at = new URLSearchParams(location.search).get('view') ?? '';
  const link = (href, name, text) =>
    h('a', { href, 'data-link': true, 'aria-current': name === at ? 'page' : undefined }, text);
  const pages = [
    ['', '案例'],
    ['overview', '概况'],
    ...Object.entries(TABLES).map(([name, { title }]) => [name, title]),
  ];
  if (me.role === 'lead') pages.push(['packs', '内容'], ['import', '导入'], ['members', '成员']);
  document
    .getElementById('nav')
    .replaceChildren(...pages.map(([name, text]) => link(name ? `/?view=${name}` : '/', name, text)));
}

async function logout() {
  await send('POST', '/v1/logout');
  location.replace('/login');
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-link]');
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go(link.href);
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
});
addEventListener('popstate', open);
keys(main, go);

try {
  me = await get('/v1/me');
  document
    .getElementById('who')
    .replaceChildren(`${me.name} · ${ROLES[me.role]}`, h('button.plain', { type: 'button', onclick: logout }, '退出'));
  await open();
} catch (error) {
  if (error.code === 'unauthorized') location.replace('/login');
  else show(main, h('p.empty', {}, `${error.message}，请稍后刷新。`));
}
