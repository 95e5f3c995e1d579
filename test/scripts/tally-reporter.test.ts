import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/lib/project.ts';
import { tallyVitest } from '../../scripts/test/steps.ts';

let folder: string;
beforeEach(async () => {
  // inside the project, where the files find Vitest
  await mkdir(join(projectRoot, '.cache'), { recursive: true });
  folder = await mkdtemp(join(projectRoot, '.cache/tally-'));
});
afterEach(async () => await rm(folder, { recursive: true }));

async function tallyOf(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, name), `import { beforeAll, describe, test } from 'vitest';\n${text}`);
  const config = join(folder, 'vitest.config.mjs');
  await writeFile(config, `export default { test: { root: ${JSON.stringify(folder)}, include: ['*.case.mjs'] } };\n`);
  return await tallyVitest('example', config, 'ignore');
}

test('counts what passed, what failed and what was skipped, with its reason', async () => {
  const tally = await tallyOf({
    'a.case.mjs': `
      test('good', () => {});
      describe('group', () => test('bad', () => { throw new Error('no'); }));
      test('left out', (context) => context.skip('no Java here'));`,
  });
  expect(tally).toMatchObject({
    passed: 1,
    failed: ['a.case.mjs > group > bad'],
    notRun: [{ name: 'a.case.mjs > left out', reason: 'no Java here' }],
  });
  expect(tally.slowest?.map(({ name }) => name).sort()).toEqual([
    'a.case.mjs > good',
    'a.case.mjs > group > bad',
    'a.case.mjs > left out',
  ]);
});

test('counts a file that cannot be loaded', async () => {
  const tally = await tallyOf({ 'a.case.mjs': `import './absent.mjs';\ntest('never', () => {});` });
  expect(tally.failed).toEqual(['a.case.mjs']);
});

test('counts a hook that throws, and not the tests it kept from running as passed', async () => {
  const tally = await tallyOf({
    'a.case.mjs': `describe('group', () => {
      beforeAll(() => { throw new Error('no'); });
      test('never', () => {});
    });`,
  });
  expect(tally.passed).toBe(0);
  expect(tally.failed).toContain('a.case.mjs > group');
});

test('counts an error outside of all tests', async () => {
  const tally = await tallyOf({
    'a.case.mjs': `test('good', async () => { setTimeout(() => { throw new Error('later'); }, 0); await new Promise((done) => setTimeout(done, 50)); });`,
  });
  expect(tally.passed).toBe(1);
  expect(tally.failed).toEqual(['error outside of all tests: later']);
});

test('a run without any test has failed', async () => {
  expect((await tallyOf({})).failed).toHaveLength(1);
});
