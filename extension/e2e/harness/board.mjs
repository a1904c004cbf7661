// The lead's board in a browser.

/** Signs the lead in with a fresh code and gives the page. @param {import('@playwright/test').BrowserContext} context @param {import('./team.mjs').Team} team */
export async function signIn(context, team) {
  const page = await context.newPage();
  await page.goto(`${team.origin}/login?code=${encodeURIComponent(await team.loginCode())}`);
  await page.waitForURL(`${team.origin}/`);
  return page;
}

/** The line of a case on the board's list. @param {import('@playwright/test').Page} page @param {string} id */
export const caseLine = (page, id) => page.locator(`[data-case="${id}"]`);
