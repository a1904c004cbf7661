// Several shops, each with its platform; the one at hand decides what a row may still do.
import { expect, test } from './harness/fixtures';

test('shops are listed with their platform, and switching changes the platform rows are read by', async ({ desk }) => {
  const say = (key: string, ...values: string[]) => desk.extension.text(key, ...values);
  const settings = () => desk.extension.ask('settings');
  const options = await desk.extension.view('options');
  const shop = options.locator('.shop');
  await shop
    .nth(0)
    .getByLabel(await say('shop_name'))
    .fill('晨屿旗舰店');
  await options.keyboard.press('Tab');
  await shop
    .nth(0)
    .getByLabel(await say('shop_platform'))
    .selectOption('tmall');
  await options.getByRole('button', { name: await say('shops_add') }).click();
  await shop
    .nth(1)
    .getByLabel(await say('shop_name'))
    .fill('晨屿旗舰店');
  await options.keyboard.press('Tab');
  await expect(options.getByText(await say('shops_twice'))).toBeVisible();
  await shop
    .nth(1)
    .getByLabel(await say('shop_name'))
    .fill('晨屿小店');
  await options.keyboard.press('Tab');
  await shop
    .nth(1)
    .getByLabel(await say('shop_platform'))
    .selectOption('taobao');
  await expect
    .poll(async () => (await settings()).shops)
    .toEqual([
      { name: '晨屿旗舰店', platform: 'tmall' },
      { name: '晨屿小店', platform: 'taobao' },
    ]);
  expect(await settings()).toMatchObject({ shop: '晨屿旗舰店', platform: 'tmall' });

  const popup = await desk.extension.view('popup');
  await popup.getByLabel(await say('shops_current')).selectOption('晨屿小店');
  await expect.poll(settings).toMatchObject({ shop: '晨屿小店', platform: 'taobao' });
  await options.getByRole('button', { name: await say('shops_remove', '晨屿小店') }).click();
  await expect.poll(settings).toMatchObject({ shop: '晨屿旗舰店', platform: 'tmall' });
});
