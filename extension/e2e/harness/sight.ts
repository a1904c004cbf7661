// Looking at a whole page of badges and holding each against the server's own data.
import { expect, type Page } from '@playwright/test';
import type { Row } from '../console/rows.mjs';
import { caseOf } from './case.mjs';
import { type Badge, badges } from './page.mjs';
import { expectedBadge } from './windows';

/** Makes the window as high as the page, so that every row is on screen, and gives its badges by case. */
export async function sweep(page: Page): Promise<Map<string, Badge>> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 1440, height: height + 600 });
  // Badges come with the next frames; the last of them has come when none came for a while.
  let found: Badge[] = [];
  for (let still = 0; still < 4; ) {
    await page.waitForTimeout(60);
    const now = await badges(page);
    still = now.length === found.length ? still + 1 : 0;
    found = now;
  }
  noneWrong(found);
  return new Map(found.map((badge) => [badge.case, badge]));
}

/** No badge is where it does not belong, and none is there twice. */
export function noneWrong(found: Badge[]): void {
  for (const badge of found) {
    expect.soft(badge.orders, badge.label).toEqual([badge.case.split(':')[1]]);
    expect.soft(badge.item, badge.label).toBe(badge.case.split(':')[2]);
  }
  expect(new Set(found.map((b) => b.case)).size, 'a row has one badge').toBe(found.length);
}

/**
 * Waits for the badge of the first row. An expectation on a locator would look through every element of the page, again
 * and again: with 1000 rows that takes most of the page's time from those who draw the badge.
 */
export async function settled(page: Page, rows: Row[]) {
  const first = rows[0];
  if (!first) throw new Error('no rows');
  const badge = `[data-pingban="badge"][data-case="${caseOf(first)}"]`;
  await page.waitForFunction((selector) => document.querySelector(selector)?.checkVisibility(), badge, {
    timeout: 60_000,
    polling: 250,
  });
}

/** What a badge says and what it should say, as two lists of lines that can be read side by side. */
export function compare(found: Map<string, Badge>, rows: Row[], joined: boolean) {
  const now = Date.now();
  const line = (of: string, b: { kind: string; state: string; basis: string }, closes: number) =>
    `${of} ${b.kind} ${b.state} ${b.basis} ${new Date(closes * 1000).toISOString()}`;
  const want: string[] = [];
  const have: string[] = [];
  for (const row of rows) {
    const id = caseOf(row);
    const badge = found.get(id);
    if (badge) {
      expect.soft(badge.closes, id).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
      expect.soft(badge.label.length, id).toBeGreaterThan(4);
    }
    // What an append's own countdown means for the first review is not published: its row is only
    // held to be its own.
    if (row.append) {
      want.push(id);
      have.push(badge ? id : `${id} has no badge`);
      continue;
    }
    const right = expectedBadge(row, now, joined);
    want.push(line(id, right, right.closes));
    const closes = badge ? Date.parse(badge.closes) / 1000 : Number.NaN;
    const near = Math.abs(closes - right.closes) <= right.slack;
    have.push(badge ? line(id, badge, near ? right.closes : closes) : `${id} has no badge`);
  }
  expect(have).toEqual(want);
  const known = new Set(rows.map(caseOf));
  expect(
    [...found.keys()].filter((id) => !known.has(id)),
    'badges of no row',
  ).toEqual([]);
}
