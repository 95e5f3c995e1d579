/** The machine's clock and whether the system says that it is synchronised. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Clock, ClockState } from '../../ports.ts';

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

/** The machine's clock, which learns anew from the system whether it is synchronised. */
export interface MachineClock extends Clock {
  /** Asks the system; takes at most about two seconds and never throws. */
  refresh(): Promise<void>;
}

/** So far the clock may go away from one that nobody sets, since the system was asked: more is a clock that was set. */
const DRIFT = 5 * 60_000;

/** What `SystemClock` reads; tests replace it. */
export interface ClockSources {
  readonly now: () => number;
  /** Milliseconds of a clock that only goes on. */
  readonly elapsed: () => number;
  readonly isSynchronised: () => Promise<boolean>;
}

const SOURCES: ClockSources = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  isSynchronised: () => QUESTIONS[process.platform]?.() ?? Promise.resolve(false),
};

/**
 * `unknown` until `refresh` has learned that the clock is synchronised, and again once it was set since: what the system said
 * was of another time. (Sleep of the machine may look the same; then the next `refresh` says otherwise.)
 */
export class SystemClock implements MachineClock {
  readonly #sources: ClockSources;
  /** The clock minus the one that only goes on, when the system last said that it is synchronised. */
  #synchronisedAt: number | null = null;

  constructor(sources: ClockSources = SOURCES) {
    this.#sources = sources;
  }

  now(): number {
    return this.#sources.now();
  }

  state(): ClockState {
    const then = this.#synchronisedAt;
    return then !== null && Math.abs(this.#difference() - then) <= DRIFT ? 'synchronised' : 'unknown';
  }

  async refresh(): Promise<void> {
    const synchronised = await this.#sources.isSynchronised().catch(() => false);
    this.#synchronisedAt = synchronised ? this.#difference() : null;
  }

  #difference(): number {
    return this.#sources.now() - this.#sources.elapsed();
  }
}
