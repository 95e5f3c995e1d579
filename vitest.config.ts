import { defineConfig } from 'vitest/config';
import { ONE_COMPILATION } from './core/node/system/thread.ts';
import { keepCompiledCode } from './scripts/lib/compiled-code.ts';

// the programs and threads that tests start run from the sources: each would strip the types of all of them anew
keepCompiledCode();

export default defineConfig({
  test: {
    // what takes minutes or needs other people's files: npm run test:long
    include: ['test/**/*.test.ts', ...(process.env.NOTARY_LONG ? ['test/**/*.long.ts'] : [])],
    exclude: ['test/e2e/**', 'node_modules/**'],
    globalSetup: ['test/shared.ts'],
    setupFiles: ['test/state-folder.ts'],
    // ends what hangs, and nothing that is slow on a busy machine: no test has a shorter one of its own
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 300_000 } },
    maxWorkers: 2,
    execArgv: [ONE_COMPILATION],
  },
});
