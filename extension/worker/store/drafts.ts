import { database, done, STRICT, writing } from './db';

/** What was being written under a key, {text: ''} if nothing. */
export async function getDraft(key: string): Promise<{ text: string; at: string }> {
  const found = await (await database()).get('drafts', key);
  return { text: found?.text ?? '', at: found?.at ?? '' };
}

/** Keeps a text that is being written; an empty one is forgotten. */
export function putDraft(key: string, text: string, at: string): Promise<void> {
  return writing(async (db) => {
    const tx = db.transaction('drafts', 'readwrite', STRICT);
    await done(tx, [text === '' ? tx.store.delete(key) : tx.store.put({ key, text, at })]);
  });
}
