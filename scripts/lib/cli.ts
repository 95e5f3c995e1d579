import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from './project.ts';

/**
 * Runs the command line in this process and returns its exit code. Paths in `args` are relative to the caller's folder.
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  // npm runs scripts in the project's folder and keeps the caller's folder here
  const caller = process.env.INIT_CWD;
  if (caller !== undefined && existsSync(caller)) process.chdir(caller);
  keepCompiledCode();
  const { main } = await import('../../core/node/cli/main.ts');
  return await main(args);
}

/** Most of a short command's time is stripping types: the second call takes a third of it. */
function keepCompiledCode(): void {
  // not in the shared temporary folder, where somebody else could plant files
  const folder = join(projectRoot, 'node_modules/.cache/notary-desk');
  enableCompileCache(folder);
  process.env.NODE_COMPILE_CACHE ??= folder; // for threads
}
