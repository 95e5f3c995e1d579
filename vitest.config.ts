import { defineConfig } from 'vitest/config';
import { ONE_COMPILATION } from './core/node/system/thread.ts';

export default defineConfig({
  test: {
    // what takes minutes or needs other people's files: npm run test:long
    include: ['test/**/*.test.ts', ...(process.env.NOTARY_LONG ? ['test/**/*.long.ts'] : [])],
    exclude: ['test/e2e/**', 'node_modules/**'],
    setupFiles: ['test/state-folder.ts'],
    // ends what hangs, and nothing that is slow on a busy machine: no test has a shorter one of its own
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 300_000 } },
    maxWorkers: 2,
    execArgv: [ONE_COMPILATION],
  },
});
