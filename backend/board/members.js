// The team: who is in it, codes to let people in, and shutting someone out.
import { get, send } from './api.js';
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
            ['姓名', '角色', '设备', '最近在线', ''].map((text) => h('th', { scope: 'col' }, text)),
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
          : h('button', { type: 'button', 'data-key': `revoke-${member.member}`, onclick: () => ask(member) }, '移出'),
      ),
    );
  }

  function ask(member) {
    const dialog = h(
      'dialog',
      { 'aria-labelledby': 'ask', onclose: () => dialog.remove() },
      h('h2', { id: 'ask' }, `移出 ${member.name}？`),
      h('p', {}, 'Ta 的插件和看板会马上退出，写过的备注都留着。'),
      h(
        'form',
        { method: 'dialog' },
        h('button', { value: '' }, '取消'),
        h(
          'button.danger',
          { value: 'yes', onclick: () => act(() => send('DELETE', `/v1/members/${member.member}`)) },
          '移出',
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  }
}
