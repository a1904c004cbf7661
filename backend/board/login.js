// Spends a login code for a session. The code may come in the address; only this page's post uses
// it up, never the opening of a link.
import { send } from './api.js';

const form = document.getElementById('form');
const input = document.getElementById('code');
const fault = document.getElementById('fault');

async function login(code) {
  fault.textContent = '';
  form.ariaBusy = 'true';
  try {
    await send('POST', '/v1/login', { code });
    location.replace('/');
  } catch (error) {
    fault.textContent =
      {
        conflict: '这个登录码已经用过或过期了，请在插件里再取一个。',
        not_found: '没有这个登录码，请核对后重填。',
        too_many: '试得太快了，请过一分钟再来。',
      }[error.code] ?? error.message;
    input.select();
  } finally {
    form.ariaBusy = 'false';
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  login(input.value);
});

const given = new URLSearchParams(location.search).get('code');
if (given) {
  // Out of the address, so that it is in no history and no screenshot.
  history.replaceState(null, '', '/login');
  input.value = given;
  login(given);
} else {
  input.focus();
}
