// What a script of the agent's own must be: words that fit, and none that a rule blocks.
import type { Script } from '../engine';
import type { Ask } from '../protocol';
import { readable, template } from '../script-text';
import { t } from '../text';
import type { EngineHost } from './engine/host';

const LONGEST_TITLE = 40;
const LONGEST_TEXT = 1000;
export const MOST_OWN = 200;

/** What the rules warn of, whatever shop it is for. @throws Error with a message for people where one blocks it */
export async function judged(engine: EngineHost, { text }: Script): Promise<string[]> {
  const { findings } = await engine.call('check', { text: readable(text) });
  const breach = findings.find(({ severity }) => severity === 'block');
  if (breach) throw new Error(t('error_own_breach', breach.text, breach.message));
  return findings.filter(({ severity }) => severity === 'warn').map(({ message }) => message);
}

export function blank(id: string): Script {
  return {
    id,
    title: '',
    text: '',
    phase: '解决',
    reasons: [],
    buyer_types: [],
    channels: [],
    platforms: [],
    ratings: [],
  };
}

/** A script with what was written. @throws Error with a message for people */
export function worded({ title, text, expires = '' }: Ask<'own.put'>, before: Script): Script {
  const { expires: _, ...rest } = before;
  const script = { ...rest, title: title.replace(/\s+/g, ' ').trim(), text: template(text.trim()) };
  if (script.title === '' || [...script.title].length > LONGEST_TITLE)
    throw new Error(t('error_own_title', LONGEST_TITLE));
  if (script.text === '' || [...script.text].length > LONGEST_TEXT) throw new Error(t('error_own_text', LONGEST_TEXT));
  if (/[〔〕]/.test(script.text) || /\{\{|\}\}/.test(readable(script.text))) throw new Error(t('error_own_brackets'));
  if (expires && !/^\d{4}-\d\d-\d\d$/.test(expires)) throw new Error(t('error_own_date'));
  return { ...script, ...(expires && { expires }) };
}
