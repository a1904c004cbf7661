// A computer whose disk is full: nothing more can be stored, what is stored can be read, and both
// are said.
import { expect, test } from './harness/fixtures';

/** Makes the worker's database refuse writes as it does on a full disk, which a test cannot fill. */
const fill = () => {
  const refuse = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  IDBObjectStore.prototype.add = refuse;
  IDBObjectStore.prototype.put = refuse;
};

test('with no room left a note is refused in plain words, and the ones before can be read', async ({ desk }) => {
  const write = (text: string) => desk.extension.ask('record', { case: 'taobao:1:2', kind: 'note', body: { text } });
  await write('磁盘满之前写的');
  const worker = desk.context.serviceWorkers()[0];
  if (!worker) throw new Error('no service worker');
  await worker.evaluate(fill);

  const full = await desk.extension.text('error_storage_full');
  await expect(write('写不进去的')).rejects.toThrow(full);
  const texts = async () =>
    (await desk.extension.ask('case', { case: 'taobao:1:2' })).state.notes.map((n: { text: string }) => n.text);
  expect(await texts()).toEqual(['磁盘满之前写的']);

  // With room again, here after the worker's end, writing goes on.
  expect(await desk.extension.kill()).toBe(true);
  await write('又有地方了');
  expect(await texts()).toEqual(['磁盘满之前写的', '又有地方了']);
});
