import { existsSync } from 'node:fs';
import { keepCompiledCode } from './compiled-code.ts';

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
