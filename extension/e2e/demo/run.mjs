// A shop to try: backend, team, console and a Chromium with Pingban in it. With a display it opens
// for a person and stays until Ctrl+C; without one, or with --headless, it does the main job by
// itself and leaves screenshots.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Console, LIST } from '../console/server.mjs';
import { launch } from '../harness/browser.mjs';
import { Extension } from '../harness/extension.mjs';
import { demoTeam, joinDemo, RUN } from './team.mjs';
import { walk } from './walk.mjs';

const display =
  ['darwin', 'win32'].includes(process.platform) || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const headed = display && !process.argv.includes('--headless');

/** What to end, the last started first. @type {(() => Promise<unknown>)[]} */
const started = [];
let ending = false;
async function end(code = 0) {
  if (ending) return;
  ending = true;
  for (const stop of started.reverse()) await stop().catch((error) => console.error(error));
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end());

async function main() {
  const { server, team } = await demoTeam();
  started.push(() => server.stop());
  const site = await new Console().start();
  started.push(() => site.stop());
  const profile = path.join(RUN, 'profile');
  mkdirSync(profile, { recursive: true });
  const context = await launch({ switches: site.switches, profile, headed, signals: true });
  started.push(() => context.close());
  const extension = await Extension.in(context);
  await joinDemo(extension, team);

  if (!headed) {
    await walk({ context, extension, team, site, folder: path.join(RUN, 'screenshots') });
    return end();
  }

  context.on('close', () => void end());
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(LIST);
  await page.bringToFront();
  console.log(`
评伴已经打开，小陈已加入团队"晨屿旗舰店"。可以试试：
Pingban is open and 小陈 has joined the team. Try this:

  1. 每条评价右边的小标签：鼠标停一下，看还能改、能解释到什么时候。
     The small label on each row: hover it to see what can still happen, and until when.
  2. 点"评价回复"，输入：亲，改成好评给您返10元红包
     Click 评价回复 and type that sentence: it is underlined; the card says why and offers another.
  3. 另起一行输入 /wlc 选一条话术。
     On a new line type /wlc and pick a script.
  4. 点工具栏上的评伴图标打开侧边栏，写一条备注。
     Open the side panel from Pingban's icon and write a note.
  5. 主管看板 The lead's board: ${team.origin}/

控制台 Console (in this browser only): ${LIST}`);
  const code = async () =>
    console.log(
      `看板登录码 Board sign-in code: ${await team.loginCode()}  (5 分钟内用一次 once, within 5 minutes; 按回车换新码 Enter for another; Ctrl+C 结束 ends)`,
    );
  await code();
  createInterface({ input: process.stdin }).on('line', () => code().catch((error) => console.error(error.message)));
}

main().catch((error) => {
  console.error(error);
  return end(1);
});
