// What the team adds to rules, scripts, clocks, sites and switches: what waits for approval, each
// pack with its history, and how long texts are kept.
import { get, send } from './api.js';
import { clockForm } from './clocks.js';
import { h } from './dom.js';
import { exact, moment } from './words.js';

const KINDS = { scripts: '话术', rules: '规则', clocks: '时限', sites: '页面', switches: '开关' };
const STATUS = { open: '待审批', approved: '已通过', declined: '未采纳' };

export function packsView(refresh) {
  let fault = '';

  async function act(work) {
    fault = '';
    try {
      await work();
    } catch (error) {
      fault =
        error.code === 'conflict'
          ? '刚刚有人改过，已经换成最新的，请再看一眼。'
          : `没有保存：${error.field ? `${error.field} ` : ''}${error.message}`;
    }
    await refresh();
  }

  return {
    title: '内容',
    async load(signal) {
      const [proposals, team, clocks, ...packs] = await Promise.all([
        get('/v1/proposals', {}, signal),
        get('/v1/team', {}, signal),
        get('/v1/clocks', {}, signal),
        ...Object.keys(KINDS).map(async (kind) => ({
          ...(await get(`/v1/packs/${kind}`, {}, signal)),
          versions: await get(`/v1/packs/${kind}/versions`, {}, signal),
        })),
      ]);
      return { proposals, team, clocks, packs };
    },
    draw: ({ proposals, team, clocks, packs }) => [
      h('h1', {}, '内容'),
      fault ? h('p.fault', { role: 'alert' }, fault) : '',
      waiting(proposals),
      clockForm(
        clocks,
        packs.find(({ kind }) => kind === 'clocks'),
        refresh,
      ),
      h('h2', {}, '团队自己的'),
      h(
        'p.none',
        {},
        '在这里改的，一分钟内到每位客服的页面。团队的内容只能改提示和话术，不能让插件多读、多发任何数据。',
      ),
      ...packs.map(pack),
      kept(team),
    ],
  };

  function waiting(proposals) {
    const open = proposals.filter(({ status }) => status === 'open');
    const closed = proposals.filter(({ status }) => status !== 'open').slice(0, 20);
    return h(
      'section.proposals',
      {},
      h('h2', {}, `待审批（${open.length}）`),
      open.length === 0 && h('p.none', {}, '没有等您审批的话术或规则。'),
      [...open, ...closed].map((p) =>
        h(
          'details.proposal',
          { open: p.status === 'open' },
          h(
            'summary',
            { 'data-key': p.id },
            `${KINDS[p.kind]} ${p.item.title ?? p.item.id} · ${p.name} ${moment(p.created_at)} · ${STATUS[p.status]}`,
          ),
          p.why && h('p', {}, p.why),
          h('blockquote', {}, p.item.text ?? JSON.stringify(p.item, null, 1)),
          p.status === 'open' &&
            h(
              'p.actions',
              {},
              h(
                'button.primary',
                { type: 'button', 'data-key': `yes-${p.id}`, onclick: () => decide(p, 'approved') },
                '通过',
              ),
              h('button', { type: 'button', 'data-key': `no-${p.id}`, onclick: () => decide(p, 'declined') }, '不采纳'),
            ),
        ),
      ),
    );
  }

  function decide(p, decision) {
    return act(() => send('POST', `/v1/proposals/${p.id}`, { decision }));
  }

  function pack({ kind, version, body, versions }) {
    const text = h('textarea', {
      rows: '12',
      spellcheck: 'false',
      'aria-label': `${KINDS[kind]}，JSON`,
      'data-key': `text-${kind}`,
    });
    text.value = JSON.stringify(body, null, 2);
    return h(
      'details.pack',
      { 'data-keep': `pack-${kind}` },
      h(
        'summary',
        { 'data-key': `pack-${kind}` },
        `${KINDS[kind]}：${body.items.length} 条，关掉 ${body.off.length} 条 · ${version ? `第 ${version} 版` : '还没有'}`,
      ),
      text,
      h(
        'p.actions',
        {},
        h(
          'button.primary',
          { type: 'button', 'data-key': `save-${kind}`, onclick: () => act(() => put(kind, version, text.value)) },
          '检查并保存',
        ),
      ),
      versions.length > 0 &&
        h(
          'ol.versions',
          {},
          versions.map((v) =>
            h(
              'li',
              {},
              `第 ${v.version} 版 · ${v.name} · `,
              h('time', { datetime: v.created_at, title: exact(v.created_at) }, moment(v.created_at)),
              v.version !== version &&
                h(
                  'button.plain',
                  {
                    type: 'button',
                    'data-key': `back-${kind}-${v.version}`,
                    onclick: () => act(() => back(kind, version, v.version)),
                  },
                  '恢复这一版',
                ),
            ),
          ),
        ),
    );
  }

  function put(kind, version, text) {
    let body;
    try {
      body = JSON.parse(text);
    } catch (error) {
      throw new Error(`不是合格的 JSON（${error.message}）`);
    }
    return send('PUT', `/v1/packs/${kind}`, body, undefined, { 'If-Match': `"${version}"` });
  }

  /** An older version becomes the newest; nothing in between is lost. */
  async function back(kind, version, old) {
    const { body } = await get(`/v1/packs/${kind}`, { version: old });
    await send('PUT', `/v1/packs/${kind}`, body, undefined, { 'If-Match': `"${version}"` });
  }

  function kept(team) {
    const days = h('input', {
      type: 'number',
      min: '0',
      max: '3650',
      name: 'days',
      value: String(team.keep_days),
      'data-key': 'keep',
    });
    return h(
      'form.invite',
      {
        onsubmit(event) {
          event.preventDefault();
          act(() => send('PATCH', '/v1/team', { keep_days: Number(days.value) }));
        },
      },
      h('label', {}, '案例放下多少天后清除其中的文字', days),
      h('button', { type: 'submit', 'data-key': 'keep-save' }, '保存'),
      h('span.none', {}, '0 是一直保留，最少 30 天。清除后次数和金额还在，文字不能找回。'),
    );
  }
}
