// Every feature of a page, in the order they start.
import type { PageFeature } from '../page';
import badges from './badges';
import bar from './bar';
import check from './check';
import drafts from './drafts';
import guard from './guard';
import health from './health';
import longpaste from './longpaste';
import picker from './picker';
import reader from './reader';
import unseen from './unseen';

export const FEATURES: readonly PageFeature[] = [
  reader,
  badges,
  bar,
  picker,
  check,
  guard,
  longpaste,
  drafts,
  health,
  unseen,
];
