// A period day by day, with uPlot, and under it the numbers of one day, which open their rows.
import { h } from './dom.js';

/** Null where the server was built without it: see `make plots`. */
const uPlot = await import('./uplot.js').then(
  (module) => module.default,
  () => null,
);

const HEIGHT = 200;

/**
 * Lines over days.
 * @param {string} label
 * @param {{day: string}[]} days
 * @param {{key: string, name: string, colour: string, rows: (day: string) => string}[]} lines `rows`: where a day's are listed
 * @param {{day?: string}} looked the day one looked at last, kept by whoever draws anew
 */
export function trend(label, days, lines, looked) {
  const box = h('div.trend', { role: 'img', 'aria-label': summary(label, days, lines) });
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => resolve(style.getPropertyValue(name));
  const x = days.map(({ day }) => Date.parse(`${day}T00:00:00+08:00`) / 1000);
  const axis = { stroke: colour('--soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
  const options = {
    width: 600,
    height: HEIGHT,
    cursor: { y: false },
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Asia/Shanghai'),
    axes: [
      {
        ...axis,
        size: 28,
        values: (_, at) =>
          at.map((s) =>
            new Date(s * 1000).toLocaleDateString('zh-CN', {
              timeZone: 'Asia/Shanghai',
              month: 'numeric',
              day: 'numeric',
            }),
          ),
      },
      { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
    ],
    hooks: { setCursor: [({ cursor }) => cursor.idx != null && one.look(cursor.idx)] },
    scales: { y: { range: (_, __, max) => [0, Math.max(4, max)] } },
    series: [
      {},
      ...lines.map((line) => ({
        label: line.name,
        stroke: colour(line.colour),
        width: 2,
        dash: line.dash,
        points: { show: days.length < 3 },
      })),
    ],
  };
  const one = oneDay(days, lines, looked);
  if (!uPlot) {
    box.textContent = '走势图没装上：管服务器的同事运行一次 make build 就有。数字都在表里。';
    return h('figure.plot', {}, h('figcaption', {}, label), box, one.part);
  }
  const plot = new uPlot(options, [x, ...lines.map(({ key }) => days.map((day) => day[key]))], box);
  const fit = new ResizeObserver(() => {
    if (!box.isConnected) return fit.disconnect();
    plot.setSize({ width: box.clientWidth, height: HEIGHT });
  });
  fit.observe(box);
  return h(
    'figure.plot',
    {},
    h(
      'figcaption',
      {},
      label,
      lines.map((line) =>
        h(
          'span.key',
          {
            'data-colour': line.colour.slice(2),
            'data-dash': line.dash && (line.dash[0] > line.dash[1] ? 'dashes' : 'dots'),
          },
          line.name,
        ),
      ),
    ),
    box,
    one.part,
  );
}

/** The numbers of one day, the last to begin with; `look` shows another's, by its place. */
function oneDay(days, lines, looked) {
  let at = days.findIndex(({ day }) => day === looked.day);
  if (at < 0) at = days.length - 1;
  const date = h('output');
  const links = lines.map(({ key }) => h('a', { 'data-link': true, 'data-key': `day ${key}` }));
  const step = (by, text, sign) =>
    h(
      'button.plain',
      { type: 'button', 'data-key': `day ${by}`, 'aria-label': text, onclick: () => look(at + by) },
      sign,
    );
  const [earlier, later] = [step(-1, '前一天', '‹'), step(1, '后一天', '›')];

  function look(to) {
    const line = days[to];
    if (!line) return;
    at = to;
    looked.day = to === days.length - 1 ? undefined : line.day; // the last is another one tomorrow
    date.textContent = dayOf(line.day);
    lines.forEach(({ key, name, rows }, i) => {
      links[i].replaceChildren(`${name} `, h('b', {}, line[key]));
      links[i].href = rows(line.day);
    });
    earlier.disabled = to === 0;
    later.disabled = to === days.length - 1;
  }
  look(at);
  return {
    look,
    part: h('div.day', { role: 'group', 'aria-label': '一天的数字' }, earlier, date, later, h('span', {}, links)),
  };
}

/** 2026-11-22 → 11月22日 周日 */
const dayOf = (day) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('zh-CN', {
    timeZone: 'UTC',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  });

/** A colour of the page as a canvas takes it: light-dark() is resolved by asking an element. */
function resolve(value) {
  const probe = h('i', { hidden: true });
  probe.style.color = value;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

const summary = (label, days, lines) =>
  `${label}，${days[0]?.day ?? ''} 至 ${days.at(-1)?.day ?? ''}：${lines
    .map(({ key, name }) => `${name}共 ${days.reduce((sum, day) => sum + day[key], 0)}`)
    .join('，')}`;
