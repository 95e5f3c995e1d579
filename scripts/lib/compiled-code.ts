import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from './project.ts';

/** Most of a short command's time is stripping types: the second call takes a third of it. For threads of this process too. */
export function keepCompiledCode(): void {
  // not in the shared temporary folder, where somebody else could plant files
  const folder = join(projectRoot, 'node_modules/.cache/notary-desk');
  enableCompileCache(folder);
  process.env.NODE_COMPILE_CACHE ??= folder; // for threads
}
