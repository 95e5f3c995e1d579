/** Core is universal: the very files that test it in Node run in Chromium too, bundled for a page. */
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { needs } from '../foreign/pdf-programs.ts';
import { ROOT, reachableFrom, sourceFiles } from '../structure/source.ts';
import type { Outcome } from './runner.ts';

const EXECUTABLE = '/usr/bin/chromium';

/** Tests of core that need nothing of Node: no file, no process. */
const universal = ['test/core', 'test/anchor']
  .flatMap(sourceFiles)
  .filter(
    (file) => file.endsWith('.test.ts') && ![...reachableFrom(file)].some((target) => target.startsWith('node:')),
  );

const ENTRY = 'virtual:core-tests';

function entry(): string {
  const imports = universal.map((file) => `import ${JSON.stringify(join(ROOT, file))};`);
  return [...imports, `export { runAll } from ${JSON.stringify(join(ROOT, 'test/browser/runner.ts'))};`].join('\n');
}

/** All of them in one script, which puts `runAll` into `coreTests`. */
async function bundle(): Promise<string> {
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'core-tests',
        resolveId: (id) => (id.endsWith(ENTRY) ? `\0${ENTRY}` : null),
        load: (id) => (id === `\0${ENTRY}` ? entry() : null),
      },
    ],
    define: { 'process.env.NOTARY_LONG': JSON.stringify(process.env.NOTARY_LONG ?? '') },
    resolve: { alias: { vitest: join(ROOT, 'test/browser/runner.ts') } },
    build: {
      write: false,
      minify: false,
      target: 'chrome130',
      lib: { entry: ENTRY, formats: ['iife'], name: 'coreTests', fileName: 'core-tests' },
    },
  });
  const [output] = Array.isArray(result) ? result : [result as Rolldown.RolldownOutput];
  const chunk = output?.output[0];
  if (chunk?.type !== 'chunk') throw new Error('vite made no script');
  return chunk.code;
}

async function runIn(browser: Browser, script: string): Promise<readonly Outcome[]> {
  const page = await browser.newPage();
  const broken = new Promise<never>((_, reject) => page.on('pageerror', reject));
  await Promise.race([page.addScriptTag({ content: script }), broken]);
  const run = page.evaluate(() =>
    (globalThis as unknown as { coreTests: { runAll(): Promise<Outcome[]> } }).coreTests.runAll(),
  );
  return await Promise.race([run, broken]);
}

describe('core in Chromium', () => {
  it('passes the tests that it passes in Node', async (context) => {
    needs(context, 'chromium');
    const script = await bundle();
    const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const outcomes = await runIn(browser, script);
      expect(outcomes.filter(({ error }) => error !== null)).toEqual([]);
      expect(outcomes.length).toBeGreaterThan(500);
    } finally {
      await browser.close();
    }
  });

  it('means every part of core that a page needs', () => {
    for (const part of ['bytes', 'canonical', 'merkle', 'note', 'record', 'trust', 'verify', 'tamper'])
      expect(universal).toContain(`test/core/${part}.test.ts`);
  });
});
