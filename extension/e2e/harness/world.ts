// The world of our content script in a page, which no other script there can reach.
import type { Page } from '@playwright/test';

export interface World {
  /** Runs statements there and gives the last one's value, as JSON can write it. */
  evaluate(source: string): Promise<unknown>;
}

/** @param page one our content script runs in @param id of the extension */
export async function ownWorld(page: Page, id: string): Promise<World> {
  const cdp = await page.context().newCDPSession(page);
  let contextId = 0;
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.auxData?.type === 'isolated' && context.origin.includes(id)) contextId = context.id;
  });
  await cdp.send('Runtime.enable');
  return {
    async evaluate(expression) {
      const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
        contextId,
        expression,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
  };
}
