// What one changes in the options stays under one's hand while it is on its way and the view is drawn anew.
import { expect, test } from './harness/fixtures';

test('switches and names hold what one did until it is stored, and a second change rests on the first', async ({
  desk,
}) => {
  const say = (key: string) => desk.extension.text(key);
  const options = await desk.extension.view('options');
  const toggle = async (feature: string) =>
    options.getByRole('checkbox', { name: await say(`feature_${feature}`), exact: true });
  await options.evaluate(() => {
    const send = chrome.runtime.sendMessage.bind(chrome.runtime) as (message: unknown) => Promise<unknown>;
    const gate = new Promise<void>((open) => Object.assign(window, { open }));
    chrome.runtime.sendMessage = (async (message: { pingban: string; body: object }) => {
      if (message.pingban === 'settings' && Object.keys(message.body).length > 0) await gate;
      return send(message);
    }) as typeof chrome.runtime.sendMessage;
  });
  await (await toggle('badges')).uncheck();
  await (await toggle('bar')).uncheck();
  const name = options.getByLabel(await say('shop_name'));
  await name.fill('晨屿旗舰');
  await desk.extension.ask('settings', { agent: '小林' });
  await expect(options.getByLabel(await say('shop_agent')), 'the view is drawn anew').toHaveValue('小林');
  await expect(await toggle('badges')).not.toBeChecked();
  await expect(await toggle('bar')).not.toBeChecked();
  await expect(name).toHaveValue('晨屿旗舰');
  await name.press('Enter');
  await options.evaluate(() => (window as unknown as { open(): void }).open());
  await expect
    .poll(() => desk.extension.ask('settings'))
    .toMatchObject({ off: ['badges', 'bar'], shop: '晨屿旗舰', agent: '小林' });
  await desk.extension.ask('settings', { off: [] });
  await expect(await toggle('badges'), 'what is stored later counts').toBeChecked();
});
