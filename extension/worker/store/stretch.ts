import type { Event } from '../../engine';

export type Logged = Event & { seq: number };

/**
 * Events of the team's log as one page of it brought them, by seq. A page is one record: of
 * 100,000 events each stored for itself made the browser work for 42 s, in pages for 6.
 */
export interface Stretch {
  /** Seq of its last event. */
  upTo: number;
  events: Logged[];
  /** Of its events. */
  ids: string[];
}

export const stretchOf = (events: Logged[]): Stretch => ({
  upTo: events.at(-1)?.seq ?? 0,
  events,
  ids: events.map(({ id }) => id),
});
