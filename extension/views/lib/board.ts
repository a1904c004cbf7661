import { ask } from './ask';

/** Opens the team's board in a tab, signed in. Throws an Error whose message can be shown. */
export async function openBoard(): Promise<void> {
  const { url } = await ask('board', {});
  await chrome.tabs.create({ url });
}
