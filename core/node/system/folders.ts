/** Folders that are made with all that lead to them. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Throws what the system says. Step by step: Node's own way never
 * ends where a system answers that the folder above is not there though it is (`/proc` does).
 */
export function makeFolders(folder: string, mode = 0o777): void {
  const missing: string[] = [];
  let at = resolve(folder);
  for (; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const one of missing) makeOne(one, mode);
  if (missing.length === 0) makeOne(at, mode);
}

/** A folder that is there already, or comes into being meanwhile, is as good. */
function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (cause) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw cause;
  }
}
