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
  // For a machine many times slower than a desk's: a test that passes never waits so long.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
});
