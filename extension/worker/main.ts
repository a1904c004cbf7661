// The service worker. Chrome starts it for an event and ends it half a minute after the last one,
// so every listener is registered here, at once, and nothing is kept that the store does not have.
import { CHECK_PORT, ROWS_PORT, WATCH_PORT } from '../protocol';
import { App } from './app';
import { forget } from './health';
import { registerPages } from './pages';
import { checker, serveChecks } from './ports/check';
import { rowReader, serveRows } from './ports/rows';
import { REMIND_ALARM } from './remind';
import { backupRequests } from './requests/backup';
import { caseRequests } from './requests/cases';
import { engineRequests } from './requests/engine';
import { scriptRequests } from './requests/scripts';
import { shellRequests } from './requests/shell';
import { route } from './router';
import { isPage, isView } from './senders';
import { ignoring } from './settings';
import { getMeta, putMeta } from './store/meta';
import { pruneSeen } from './store/seen';
import { RETRY_ALARM } from './sync/loop';
import { nowMs, rfc3339 } from './time';
import { newerIsReady, noteVersion } from './version';

const MINUTE_ALARM = 'minute';
const SEEN_DAYS = 45;

const app = new App();
void app.sync.resume();
const check = checker(app.engine, ignoring);

route({
  ...engineRequests(app),
  ...caseRequests(app),
  ...scriptRequests(app),
  ...shellRequests(app),
  ...backupRequests(app),
});

chrome.runtime.onConnect.addListener((port) => {
  const { sender } = port;
  if (!sender || !(isPage(sender) || isView(sender))) return port.disconnect();
  if (port.name === CHECK_PORT) {
    void check('', '').catch(() => {}); // warm before the first key
    serveChecks(port, check);
  } else if (port.name === ROWS_PORT) {
    serveRows(port, rowReader(app.engine));
  } else if (port.name === WATCH_PORT) {
    app.watchers.add(port);
    if (isView(sender)) {
      void app.panel.look();
      port.onDisconnect.addListener(() => void app.panel.look());
    }
    void app.sync.kick('focus');
  }
});

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === MINUTE_ALARM) void app.minute();
  if (name === RETRY_ALARM) void app.sync.kick('alarm');
  if (name === REMIND_ALARM) void app.reminders.look();
});
// Chrome may drop alarms when it restarts, so the first start of every session sets it again.
void chrome.alarms.get(MINUTE_ALARM).then(async (alarm) => {
  if (!alarm) await chrome.alarms.create(MINUTE_ALARM, { periodInMinutes: 1 });
});

app.reminders.listen();
chrome.permissions.onAdded.addListener(() => {
  app.reminders.listen();
  void app.reminders.look();
});

chrome.windows.onFocusChanged.addListener((windowId) => {
  if (windowId !== chrome.windows.WINDOW_ID_NONE) void app.sync.kick('focus');
});

chrome.tabs.onRemoved.addListener((tab) => void forget(tab));

chrome.commands.onCommand.addListener((command, tab) => {
  if (command === 'open-panel' && tab) void chrome.sidePanel.open({ windowId: tab.windowId });
  // A tab without a page of ours has nobody who hears it.
  if (command === 'scripts' && tab?.id) void chrome.tabs.sendMessage(tab.id, { command }).catch(() => {});
});

chrome.runtime.onUpdateAvailable.addListener(({ version }) => {
  void newerIsReady(version).then(() => app.tell({ changed: 'status' }));
});
noteVersion().then(
  (updated) => updated && app.tell({ changed: 'status' }),
  () => {}, // the store is full: it is noticed at the next start
);

chrome.runtime.onStartup.addListener(() => void tidy());
chrome.runtime.onInstalled.addListener(({ reason }) => {
  void tidy();
  if (reason === chrome.runtime.OnInstalledReason.INSTALL) void welcome();
});

// The browser's own page of permissions can take a host back at any time.
const hostsChanged = () => void app.sites().then(registerPages);
chrome.permissions.onAdded.addListener(hostsChanged);
chrome.permissions.onRemoved.addListener(hostsChanged);

async function tidy(): Promise<void> {
  await registerPages(await app.sites());
  await pruneSeen(rfc3339((await nowMs()) - SEEN_DAYS * 24 * 3600 * 1000));
  await app.icon();
  await app.reminders.look(); // a restart may have dropped the alarm
}

/** The first page, once a profile: an unpacked folder counts as installed anew whenever it is loaded. */
async function welcome(): Promise<void> {
  if (await getMeta('welcomed')) return;
  await putMeta('welcomed', true);
  await chrome.tabs.create({ url: chrome.runtime.getURL('views/welcome.html') });
}
