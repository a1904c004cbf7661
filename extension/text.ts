import type messages from './_locales/zh_CN/messages.json';

/** A key of _locales. */
export type TextKey = keyof typeof messages & string;

/** The sentence for a key in the browser's language, with $1… filled in. */
export function t(key: TextKey, ...values: (string | number)[]): string {
  return chrome.i18n.getMessage(key, values.map(String));
}
