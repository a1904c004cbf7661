import type { Rule } from './data';

export interface Question {
  text: string;
  rule: Rule;
  /** Whether the sentence may be sent. */
  fine: boolean;
}

/**
 * Every sentence of the rules' own examples once, shuffled, about as many fine ones as others.
 * Hints are left out: they are a matter of taste. @param random 0 to 1, as Math.random
 */
export function questions(rules: Rule[], random: () => number): Question[] {
  const serious = rules.filter((rule) => rule.severity !== 'hint');
  const wrong = shuffled(
    serious.flatMap((rule) => rule.flag.map((text) => ({ text, rule, fine: false }))),
    random,
  );
  const fine = shuffled(
    serious.flatMap((rule) => rule.pass.map((text) => ({ text, rule, fine: true }))),
    random,
  );
  const each = Math.min(wrong.length, fine.length);
  return shuffled([...wrong.slice(0, each), ...fine.slice(0, each)], random);
}

function shuffled<T>(list: T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
