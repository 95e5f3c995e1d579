/**
 * Writes what is made from the table of imports: `node scripts/structure/write.ts`. A test fails when it has to be run.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../lib/project.ts';
import { importTable, lintOverrides } from './lint.ts';

export const LINT_FILE = join(projectRoot, 'biome.json');
export const DOCS_FILE = join(projectRoot, 'docs/architecture.md');

const TABLE = /(<!-- imports: made by scripts\/structure\/write.ts -->\n).*?(<!-- end of imports -->)/s;

/** docs/architecture.md with the table of imports as it is now. */
export function withTable(page: string): string {
  return page.replace(TABLE, (_, start: string, end: string) => `${start}\n${importTable()}\n\n${end}`);
}

/** The packages that the product could import. */
export function knownPackages(): readonly string[] {
  const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  return [...Object.keys(dependencies), 'electron', '@electron/fuses'].sort();
}

if (import.meta.main) {
  const lint = JSON.parse(readFileSync(LINT_FILE, 'utf8'));
  writeFileSync(LINT_FILE, JSON.stringify({ ...lint, overrides: lintOverrides(knownPackages()) }, null, 2));
  execFileSync(join(projectRoot, 'node_modules/.bin/biome'), ['format', '--write', LINT_FILE], { stdio: 'inherit' });
  writeFileSync(DOCS_FILE, withTable(readFileSync(DOCS_FILE, 'utf8')));
}
