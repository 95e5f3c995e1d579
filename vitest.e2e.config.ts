import { defineConfig } from 'vitest/config';

// One window at a time: the tests share a display, and the app allows one process for each home.
export default defineConfig({
  test: {
    // pictures of everything, which take minutes: NOTARY_LONG=1
    include: ['test/e2e/**/*.e2e.ts', ...(process.env.NOTARY_LONG ? ['test/e2e/**/*.long.ts'] : [])],
    globalSetup: ['test/e2e/global-setup.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 300_000 } },
  },
});
