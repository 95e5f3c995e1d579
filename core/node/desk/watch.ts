/**
 * What a desk that stays open looks at by itself, also while nothing waits: whether the system still vouches for the clock,
 * and whether enough members of its chains answer to confirm anything. Both are shown by the desk's status.
 */
import type { MachineClock } from '../system/clock.ts';
import type { DeskClock } from './clock.ts';
import { Rounds } from './rounds.ts';
import type { ChainHealth } from './types.ts';

export interface WatchDependencies {
  readonly clock: Pick<MachineClock, 'refresh'>;
  /** The same clock as the log may use it. */
  readonly log: Pick<DeskClock, 'trouble'>;
  /** The clock is in the way of signing since now, or no more. */
  onClock(): void;
  readonly chains: {
    /** Names of those that are switched on and say how many members must sign. */
    readonly watched: readonly string[];
    /** Asks the members of one; what they say is kept by it. */
    health(chain: string): Promise<readonly Pick<ChainHealth, 'reachable'>[]>;
  };
  /** From 0 to 1; by chance unless it is given. */
  readonly random?: (() => number) | undefined;
}

const MINUTE = 60_000;
/** The first look waits until the desk has started; those of one office start in the morning, all at once. */
const FIRST_MS = MINUTE / 2;
const CLOCK_MS = 10 * MINUTE;
/** While the clock holds the desk, somebody waits for it. */
const CLOCK_HELD_MS = MINUTE;
/** Between two questions to members that answer; twice as long each time some do not. */
export const HEALTH_MS = 5 * MINUTE;
const LONGEST_HEALTH_MS = 20 * MINUTE;

/** See the head of this file. */
export class Watch {
  readonly #dependencies: WatchDependencies;
  readonly #rounds: readonly Rounds[];
  #pause = HEALTH_MS;
  /** What was wrong with the clock when it was last told; the desk shows that of its opening by itself. */
  #told: string | undefined;
  #stopped = false;

  constructor(dependencies: WatchDependencies) {
    this.#dependencies = dependencies;
    const { random } = dependencies;
    this.#rounds = [() => this.#askClock(), () => this.#askMembers()].map((work) => new Rounds(work, random));
  }

  start(): void {
    this.#told = this.#dependencies.log.trouble?.code;
    for (const rounds of this.#rounds) rounds.start(FIRST_MS);
  }

  /** What is being asked is not looked at any more. */
  stop(): void {
    this.#stopped = true;
    for (const rounds of this.#rounds) rounds.stop();
  }

  async #askClock(): Promise<number> {
    const { clock, log, onClock } = this.#dependencies;
    await clock.refresh();
    if (this.#stopped) return CLOCK_MS;
    // compared with the round before, as a clock that is set while nobody signs is wrong before it is asked about
    const code = log.trouble?.code;
    if (code !== this.#told) onClock();
    this.#told = code;
    return code ? CLOCK_HELD_MS : CLOCK_MS;
  }

  async #askMembers(): Promise<number> {
    const { chains } = this.#dependencies;
    const asked = await Promise.allSettled(chains.watched.map(async (name) => chains.health(name)));
    const allAnswer = asked.every((one) => one.status === 'fulfilled' && one.value.every(({ reachable }) => reachable));
    this.#pause = allAnswer ? HEALTH_MS : Math.min(LONGEST_HEALTH_MS, 2 * this.#pause);
    return this.#pause;
  }
}
