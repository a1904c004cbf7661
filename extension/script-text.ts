// A script's text as agents read and write it, 〔商品名〕 for a hole, and as a script file has it.
import { VARIABLES } from './content/words';

const HOLE = /\{\{(\??)([^{}|]*)(?:\|([^{}]*))?\}\}/g;
const BLANK = /〔([^〔〕\n]{1,30})〕/g;

/** With every hole as it will show: a variable by its name, a fallback as it stands. */
export function readable(text: string): string {
  return text.replace(
    HOLE,
    (_, ask: string, name: string, fallback?: string) => fallback ?? `〔${ask ? name : (VARIABLES[name] ?? name)}〕`,
  );
}

/** The reverse: a blank that is called like a variable is one. */
export function template(text: string): string {
  const names = new Map(Object.entries(VARIABLES).map(([variable, name]) => [name, variable]));
  return text.replace(BLANK, (_, name: string) => `{{${names.get(name) ?? `?${name}`}}}`);
}

/** Whether a text still has what a script put into it: its words in their order, whatever was filled into the blanks. */
export function keeps(text: string, inserted: string): boolean {
  const words = inserted.split(BLANK).filter((_, i) => i % 2 === 0);
  const pattern = words.map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('[^\\n]{0,120}?');
  return new RegExp(pattern, 'u').test(text);
}
