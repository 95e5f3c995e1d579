/** Creating folders with their missing parents. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Creates a folder and its missing parents. Throws system errors. Done step by step, because Node's recursive mkdir
 * loops forever where the system says that an existing parent is missing (`/proc` does).
 */
export function makeFolders(folder: string, mode = 0o777): void {
  const missing: string[] = [];
  let at = resolve(folder);
  for (; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const one of missing) makeOne(one, mode);
  if (missing.length === 0) makeOne(at, mode);
}

/** A folder that already exists, or is created by somebody else meanwhile, is fine. */
function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (cause) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw cause;
  }
}
