import { defineConfig } from '@playwright/test';

// Two browsers at a time, whatever the machine has: much of a test is waiting for what an agent would wait for.
// A test that passes only on a second try is a fault, so there is none.
export default defineConfig({
  testDir: '.',
  globalSetup: './harness/before.ts',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
});
