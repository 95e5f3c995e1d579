/** ofdrw, the OFD library of others: its verdicts on seals, and the files of its tests, which are not ours to copy. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import { needs, run } from './pdf-programs.ts';
import { fetched } from './python-package.ts';

const CACHE = fileURLToPath(new URL('../../.cache/ofdrw', import.meta.url));
const SOURCES = fileURLToPath(new URL('ofdrw', import.meta.url));
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

/** What it says of each file: `good`, or why not. `version` is that of the seals: 1 or later. */
export function judgeWithOfdrw(
  context: TestContext,
  files: readonly { version: number; path: string }[],
): readonly string[] {
  needs(context, 'java');
  const jars = join(CACHE, 'jars');
  if (!existsSync(join(jars, 'ofdrw-sign-2.3.1.jar'))) {
    needs(context, 'mvn');
    fetched(context, 'ofdrw', () => {
      run('mvn', ['-q', '-B', '-f', join(SOURCES, 'pom.xml'), PLUGIN, `-DoutputDirectory=${jars}`]);
    });
  }
  const args = files.map(({ version, path }) => `${version}:${path}`);
  const options = ['-XX:TieredStopAtLevel=1', '-Dfile.encoding=UTF-8', '-Dstdout.encoding=UTF-8'];
  const lines = run('java', [...options, '-cp', join(jars, '*'), join(SOURCES, 'Judge.java'), ...args]);
  return lines.toString('utf8').trimEnd().split('\n');
}

const REPOSITORY = 'https://github.com/ofdrw/ofdrw';
const COMMIT = '7459e35';

/**
 * A file of its repository. `NOTARY_OFDRW` names a clone of it; without that, the files are fetched once. They have data
 * of people, so they stay in `.cache/`.
 */
export function ofdrwFile(context: TestContext, path: string): string {
  const kept = join(CACHE, 'files', path.replaceAll('/', '-'));
  if (existsSync(kept)) return kept;
  const clone = process.env.NOTARY_OFDRW ?? join(CACHE, 'clone');
  if (!existsSync(clone))
    fetched(context, REPOSITORY, () => {
      run('git', ['clone', '-q', '--no-checkout', '--filter=blob:none', REPOSITORY, clone]);
    });
  let bytes: Uint8Array = new Uint8Array(0);
  fetched(context, path, () => {
    bytes = execFileSync('git', ['-C', clone, 'show', `${COMMIT}:${path}`], { maxBuffer: 1 << 26 });
  });
  mkdirSync(join(CACHE, 'files'), { recursive: true });
  writeFileSync(kept, bytes);
  return kept;
}

/** The bytes of one. */
export function ofdrwBytes(context: TestContext, path: string): Uint8Array {
  return new Uint8Array(readFileSync(ofdrwFile(context, path)));
}
