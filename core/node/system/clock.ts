/** The machine's clock and whether the system says that it is synchronised. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Clock } from '../../ports.ts';

const run = promisify(execFile);

/**
 * Asks the system whether its clock is synchronised; false when it is not, or the system cannot tell. The programs stand at
 * fixed paths: this process holds the keys, and whoever chooses its environment (`PATH`, `SystemRoot`) may not choose what it
 * runs. Where they lie elsewhere nothing is known about the clock.
 */
const QUESTIONS: Partial<Record<NodeJS.Platform, () => Promise<boolean>>> = {
  linux: async () =>
    (await ask('/usr/bin/timedatectl', ['show', '--property=NTPSynchronized', '--value'])).trim() === 'yes',
  // the words are translated, the number is not: 3 means not synchronised
  win32: async () => /^[^\n]*:\s*[012]\(/.test(await ask('C:\\Windows\\System32\\w32tm.exe', ['/query', '/status'])),
};

async function ask(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(command, args, { timeout: 2000, windowsHide: true });
  return stdout;
}

/** `unknown` until `refresh` has learned that the clock is synchronised. */
export class SystemClock implements Clock {
  #state: 'synchronised' | 'unknown' = 'unknown';

  now(): number {
    return Date.now();
  }

  state(): 'synchronised' | 'unknown' {
    return this.#state;
  }

  /** Asks the system; takes at most about two seconds and never throws. */
  async refresh(): Promise<void> {
    const synchronised = await (QUESTIONS[process.platform]?.() ?? Promise.resolve(false)).catch(() => false);
    this.#state = synchronised ? 'synchronised' : 'unknown';
  }
}
