/** The seller console's list of reviews that wait for the buyer's word to be answered: where the day begins. */
const REVIEWS = 'https://myseller.taobao.com/home.htm/comment-manage/list/rateWait4PC';

/** Opens the review list in a tab of its own. */
export function openReviews(): void {
  void chrome.tabs.create({ url: REVIEWS });
}

/** Opens one of our own pages in a tab. @param view its name: welcome or handbook */
export function openView(view: string): void {
  void chrome.tabs.create({ url: chrome.runtime.getURL(`views/${view}.html`) });
}

/** Opens the side panel beside the window in front; Chrome allows it within a click only. */
export async function openPanel(): Promise<void> {
  await chrome.sidePanel.open({ windowId: chrome.windows.WINDOW_ID_CURRENT });
}
