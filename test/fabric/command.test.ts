/** `npm run fabric`, as a process. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/lib/project.ts';

const folder = mkdtempSync(join(tmpdir(), 'fabric-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  const { FABRIC_BIN: _, ...env } = process.env;
  const script = join(projectRoot, 'scripts/fabric.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

test('makes program and package, and says what the peer will call it', () => {
  const out = join(folder, 'out');
  const { status, stdout } = run('package', '--out', out, '--address', '127.0.0.1:9123', '--label', 'desk_2', '--json');
  expect(status).toBe(0);
  const made = JSON.parse(stdout);
  const digest = createHash('sha256').update(readFileSync(made.package)).digest('hex');
  expect(made).toEqual({
    program: join(out, 'notary-chaincode.cjs'),
    package: join(out, 'notary-chaincode.tgz'),
    packageId: `desk_2:${digest}`,
    address: '127.0.0.1:9123',
  });
  expect(readFileSync(made.program, 'utf8').length).toBeGreaterThan(100_000);
});

test.each([
  ['package for clear text over a network', ['package', '--address', 'far.example:9999'], /--root-cert/],
  ['package with a certificate that is not there', ['package', '--root-cert', join(folder, 'absent')], /absent/],
  ['up without a release', ['up', '--dir', folder], /FABRIC_BIN is not set/],
  ['up with another ordering', ['up', '--dir', folder, '--ordering', 'kafka'], /--ordering is bft or raft/],
  ['down without a network', ['down', '--dir', folder], /There is no network in/],
])('%s ends with a sentence', (_, args, words) => {
  const { status, stdout, stderr } = run(...args);
  expect([status, stdout]).toEqual([70, '']);
  expect(stderr).toMatch(words);
});

test.each([
  [[], /^Usage: npm run fabric/m],
  [['nope', '--lang', 'en'], /^Usage: npm run fabric/m],
  [['status', 'aster', '--lang', 'zh'], /^用法：npm run fabric/m],
  [['up', '--bogus'], /--bogus/],
])('%j is no command', (args, words) => {
  const { status, stderr } = run('--lang', 'en', ...args);
  expect(status).toBe(64);
  expect(stderr).toMatch(words);
});
