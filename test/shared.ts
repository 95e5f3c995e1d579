/** Results that the test files of one run share. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const variable = 'NOTARY_TEST_RUN';

/** Vitest calls it before a run, and what it gives back after it: test processes inherit the name of the run's folder. */
export default function setup(): () => void {
  const run = mkdtempSync(join(tmpdir(), 'notary-run-'));
  process.env[variable] = run;
  return () => rmSync(run, { recursive: true, force: true });
}

/** A folder that is the test's own to read, and what removes it if it is nobody else's. */
export interface SharedFolder {
  readonly folder: string;
  release(): void;
}

/**
 * A folder with what `make` puts there: the first test file that asks has it made, the others wait for it, and none may change
 * it. Outside of a run it is made for this process alone. Rejects if making it failed, for everybody who asked.
 */
export async function shared(name: string, make: (folder: string) => Promise<void>): Promise<SharedFolder> {
  const run = process.env[variable];
  if (run === undefined) return await ownFolder(name, make);
  const folder = join(run, name);
  const [done, failed] = [`${folder}.done`, `${folder}.failed`];
  if (isFirst(folder)) {
    try {
      await make(folder);
      writeFileSync(done, '');
    } catch (error) {
      writeFileSync(failed, String(error));
      throw error;
    }
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error(`${name} could not be made: ${readFileSync(failed, 'utf8')}`);
    await setTimeout(100);
  }
  return { folder, release: () => {} };
}

async function ownFolder(name: string, make: (folder: string) => Promise<void>): Promise<SharedFolder> {
  const folder = mkdtempSync(join(tmpdir(), `notary-${name}-`));
  await make(folder);
  return { folder, release: () => rmSync(folder, { recursive: true, force: true }) };
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
