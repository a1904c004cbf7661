// The gallery of all that is drawn in a console's page, as a page of ours with its shadow roots open.
import { expect, type Page } from '@playwright/test';
import { gallery } from '../console/bundle.mjs';
import type { Console } from '../console/server.mjs';

/** The gallery as a page. */
function sample() {
  const style =
    'body{margin:16px;font:14px/1.6 sans-serif}h1{grid-column:1/-1}main{display:grid;grid-template-columns:repeat(3,420px)}h2{margin:0;width:max-content;font-size:14px}@media (prefers-color-scheme:dark){body{background:#161b20;color:#e6ebf0}}';
  const head = `<meta charset="utf-8"><title>评伴的卡片</title><link rel="icon" href="data:,"><style>${style}</style>`;
  const script = gallery().replaceAll('</script', '<\\/script');
  const html = `<!doctype html><html lang="zh-CN"><head>${head}</head><body><main><h1>评伴的卡片</h1></main><script>${script}</script></body></html>`;
  return { address: '', html, answers: [] };
}

/** The gallery, its shadow roots open for whoever looks. */
export async function openGallery(site: Console, page: Page, colorScheme: 'light' | 'dark') {
  site.sample = sample();
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1300, height: 3_200 });
  await page.addInitScript(() => {
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      return attachShadow.call(this, { ...init, mode: 'open' });
    };
  });
  await page.goto('https://work.tmall.com/gallery');
  await expect(page.getByText('本店以后不再提示这一条。')).toBeVisible();
}
