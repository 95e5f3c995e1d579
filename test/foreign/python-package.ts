/** Programs of the Python registry, each in an environment of its own; fetched once and kept in `.cache/`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import { needs, run } from './pdf-programs.ts';

const CACHE = fileURLToPath(new URL('../../.cache/python', import.meta.url));

/** Fetches something, or marks the test as not run when the registry cannot be reached. */
export function fetched(context: TestContext, what: string, fetch: () => void): void {
  try {
    fetch();
  } catch (error) {
    context.skip(`${what} could not be fetched: ${error instanceof Error ? error.message : error}`);
  }
}

/** The Python of an environment with a package in an exact version, such as `pyhanko==0.38.0`. */
export function pythonWith(context: TestContext, requirement: string): string {
  needs(context, 'python3');
  const home = join(CACHE, requirement.replace('==', '-'));
  const python = join(home, 'bin', 'python');
  if (!existsSync(join(home, 'complete')))
    fetched(context, requirement, () => {
      mkdirSync(CACHE, { recursive: true });
      run('python3', ['-m', 'venv', '--clear', home]);
      run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement]);
      writeFileSync(join(home, 'complete'), '');
    });
  return python;
}
