/** PDFs of many makers, some damaged or encrypted, out of the source distributions of Python libraries. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/lib/project.ts';

const DISTRIBUTIONS = ['ocrmypdf-17.13.0', 'pikepdf-10.17.0', 'pypdf-7.1.0'] as const;
const cache = join(projectRoot, '.cache/doctor');
const folder = join(cache, 'pdfs');

/** The folder with the PDFs, fetched when it is not there; a test that cannot have them says why it is not run. */
export function realPdfs(context: { skip(reason: string): never }): string {
  mkdirSync(folder, { recursive: true });
  for (const name of DISTRIBUTIONS)
    try {
      if (!existsSync(join(folder, name))) unpack(name);
    } catch (error) {
      rmSync(join(folder, name), { recursive: true, force: true });
      context.skip(`${name} could not be fetched: ${error instanceof Error ? error.message : error}`);
    }
  return folder;
}

function unpack(name: string): void {
  const archive = join(cache, `${name}.tar.gz`);
  const wanted = name.replace(/-(?=[^-]*$)/, '==');
  if (!existsSync(archive))
    run('python3', ['-m', 'pip', 'download', '-q', '--no-deps', '--no-binary', ':all:', wanted]);
  run('tar', ['-xzf', archive, '-C', folder]);
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { cwd: cache, stdio: ['ignore', 'ignore', 'pipe'], timeout: 600_000 });
}

/** Paths of all PDFs below a folder. */
export function pdfsBelow(root: string): readonly string[] {
  return globSync('**/*.{pdf,PDF}', { cwd: root })
    .sort()
    .map((name) => join(root, name));
}
