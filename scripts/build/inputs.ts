import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../lib/project.ts';

const always = ['package-lock.json', 'scripts/build.ts', 'scripts/build/*.ts'];

/** SHA-256 over the names and contents of the files that match, hex. */
export async function digestOfInputs(patterns: readonly string[]): Promise<string> {
  const files = globSync([...always, ...patterns], { cwd: projectRoot, withFileTypes: true });
  const names = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const name of [...new Set(names)].sort()) {
    const content = createHash('sha256').update(await readFile(name));
    hash.update(`${name.slice(projectRoot.length)}\0${content.digest('hex')}\n`);
  }
  return hash.digest('hex');
}
