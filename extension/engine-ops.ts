// Written by `make types` from wasm/contract.go. A test compares the two; do not edit.

export const OPERATIONS = {
  tables: 1,
  packs: 2,
  check: 3,
  clocks: 4,
  rows: 5,
  see: 6,
  tick: 7,
  sites: 8,
  scripts: 9,
  fill: 10,
  fold: 11,
  pending: 12,
  case: 13,
  todo: 14,
  draft: 15,
  reasons: 16,
  remind: 20,
  sheet: 21,
} as const;

export const KINDS = {
  rules: 0,
  clocks: 1,
  scripts: 2,
  sites: 3,
  reasons: 4,
} as const;

export const RESTS_ON: Partial<Record<keyof typeof OPERATIONS, (keyof typeof KINDS)[]>> = {
  tables: ['rules'],
  check: ['rules'],
  clocks: ['clocks'],
  see: ['clocks'],
  tick: ['clocks'],
  sites: ['sites'],
  scripts: ['scripts'],
  fill: ['scripts'],
  case: ['clocks'],
  todo: ['clocks'],
  reasons: ['reasons'],
  remind: ['clocks'],
};
