import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, absolute, without a slash at its end. */
export const projectRoot: string = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** An expected failure of a script: the message is for people, so no stack is printed. */
export class Trouble extends Error {}

/** One line for people on stderr; stdout is for a script's output. */
export function say(line: string): void {
  last = { line, at: Date.now() };
  process.stderr.write(`${line}\n`);
}

let last = { line: '', at: Date.now() };

/** What was said last, and when (ms since 1970). */
export function lastLine(): { readonly line: string; readonly at: number } {
  return last;
}

/** Runs a script's main function and turns what it throws into an exit code: 70 for {@link Trouble} and bugs alike. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof Trouble) say(error.message);
    else console.error(error);
    process.exitCode = 70;
  }
}

/** The folder of an installed package (`from` is a package whose own dependency it is). Throws {@link Trouble} if absent. */
export function packageFolder(name: string, from = ''): string {
  const start = from === '' ? join(projectRoot, 'package.json') : join(packageFolder(from), 'package.json');
  const places = createRequire(start).resolve.paths(name) ?? [];
  const found = places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, 'package.json')));
  if (found === undefined) throw new Trouble(`The package ${name} is not installed. Run "npm ci" first.`);
  return found;
}

/** The exact version of an installed package. */
export async function packageVersion(name: string): Promise<string> {
  const text = await readFile(join(packageFolder(name), 'package.json'), 'utf8');
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === 'object' && parsed !== null && 'version' in parsed && typeof parsed.version === 'string')
    return parsed.version;
  throw new Trouble(`The package ${name} has no version. Run "npm ci" again.`);
}
