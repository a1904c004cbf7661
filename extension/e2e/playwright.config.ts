import { defineConfig } from '@playwright/test';

// One browser at a time: a service worker, a page and a backend share the machine's cores with it.
// A test that passes only on a second try is a fault, so there is none.
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
});
