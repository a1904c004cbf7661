// The team: who is in it, codes to let people in, and shutting someone out.
import { get, send } from './api.js';
import { ask } from './ask.js';
import { h } from './dom.js';
import { exact, moment, ROLES } from './words.js';

export function membersView(refresh) {
  let given;
  let fault = '';

  async function act(work) {
    fault = '';
    try {
      await work();
    } catch (error) {
      fault = error.code === 'conflict' ? '团队至少要留一位主管。' : error.message;
    }
    await refresh();
  }

  return {
    title: '成员',
    load: async (signal) => ({ members: await get('/v1/members', {}, signal) }),
    draw: ({ members }) => [
      h('h1', {}, '成员'),
      fault ? h('p.fault', { role: 'alert' }, fault) : '',
      invite(),
      h(
        'table.members',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['姓名', '角色', '设备', '最近在线', '更改'].map((text) => h('th', { scope: 'col' }, text)),
          ),
        ),
        h('tbody', {}, members.map(line)),
      ),
    ],
  };

  function invite() {
    return h(
      'form.invite',
      {
        onsubmit(event) {
          event.preventDefault();
          const role = new FormData(event.target).get('role');
          act(async () => {
            given = await send('POST', '/v1/invites', { role });
          });
        },
      },
      h(
        'label',
        {},
        '邀请一位',
        h(
          'select',
          { name: 'role', 'data-key': 'role' },
          Object.entries(ROLES).map(([value, text]) => h('option', { value }, text)),
        ),
      ),
      h('button.primary', { type: 'submit', 'data-key': 'invite' }, '生成邀请码'),
      given &&
        h(
          'output',
          {},
          h('code', {}, given.code),
          h('button', { type: 'button', 'data-key': 'copy', onclick: copy }, '复制'),
          h('span', {}, `${exact(given.expires_at)} 前有效，只能用一次。请在插件的设置页里填写。`),
        ),
    );
  }

  async function copy(event) {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(given.code);
      button.textContent = '已复制';
    } catch {
      // No clipboard on a page without TLS: the code is on screen to be selected.
      getSelection().selectAllChildren(button.previousElementSibling);
    }
  }

  function line(member) {
    return h(
      'tr',
      { 'data-member': member.member, class: member.revoked ? 'revoked' : undefined },
      h('td', {}, member.name),
      h('td', {}, ROLES[member.role]),
      h('td', {}, String(member.devices)),
      h(
        'td',
        {},
        member.last_seen
          ? h('time', { datetime: member.last_seen, title: exact(member.last_seen) }, moment(member.last_seen))
          : '—',
      ),
      h(
        'td',
        {},
        member.revoked
          ? '已移出'
          : [
              button('rename', '改名', member, rename),
              button('role', member.role === 'lead' ? '改为客服' : '改为主管', member, promote),
              button('revoke', '移出', member, revoke),
            ],
      ),
    );
  }

  function button(what, text, member, act) {
    return h('button', { type: 'button', 'data-key': `${what}-${member.member}`, onclick: () => act(member) }, text);
  }

  function revoke(member) {
    ask(`移出 ${member.name}？`, 'Ta 的插件和看板会马上退出，插件里的团队数据会清掉，写过的备注都留着。', '移出', () =>
      act(() => send('DELETE', `/v1/members/${member.member}`)),
    );
  }

  function promote(member) {
    const role = member.role === 'lead' ? 'agent' : 'lead';
    ask(
      `把 ${member.name} 改为${ROLES[role]}？`,
      role === 'lead'
        ? '主管看得到全队的案例，能邀请、移出成员，能改团队的内容。'
        : 'Ta 之后只看得到自己的案例和数字。',
      '确定',
      () => act(() => send('PATCH', `/v1/members/${member.member}`, { role })),
    );
  }

  function rename(member) {
    const name = h('input', {
      name: 'name',
      value: member.name,
      maxlength: '40',
      required: true,
      'aria-label': '姓名',
    });
    const dialog = h(
      'dialog',
      { 'aria-label': `改 ${member.name} 的姓名`, onclose: () => dialog.remove() },
      h(
        'form',
        {
          method: 'dialog',
          onsubmit(event) {
            if (event.submitter?.value === 'yes')
              act(() => send('PATCH', `/v1/members/${member.member}`, { name: name.value }));
          },
        },
        name,
        h('button', { value: '', formnovalidate: true }, '取消'),
        h('button.primary', { value: 'yes' }, '保存'),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  }
}
