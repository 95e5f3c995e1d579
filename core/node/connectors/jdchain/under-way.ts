/**
 * What this process knows of the one transaction that may be under way. Its fate is open until the members show it, or until
 * nobody waits for it any more; nothing else is sent before. After a restart a job that was sent counts as if that had happened
 * just now.
 */
import type { AnchorJob } from '../../../ports.ts';
import { type Known, OWNER_ONLY_MODE } from './next.ts';
import type { Sending } from './plan.ts';
import type { Settling } from './send.ts';

interface Open {
  readonly reference: string;
  readonly what: Sending;
  /** Not any more from then on; milliseconds of the clock. */
  readonly until: number;
  readonly isOwn: boolean;
}

type Shown = Pick<Known, 'account' | 'written'>;

/** Whether the members show what was sent: nothing of it can be under way then. */
const IS_SHOWN: Readonly<Record<Sending, (shown: Shown) => boolean>> = {
  register: ({ account }) => account.is === 'there',
  protect: ({ account }) => account.is === 'there' && account.mode === OWNER_ONLY_MODE,
  write: ({ written }) => written?.is === 'recorded',
};

/** See the head of this file. */
export class UnderWay {
  readonly #settling: Settling;
  readonly #clock: () => number;
  #open: Open | null = null;
  /** Jobs that this process knows of. */
  readonly #known = new Set<string>();

  constructor(settling: Settling, clock: () => number = () => performance.now()) {
    this.#settling = settling;
    this.#clock = clock;
  }

  /** A transaction of this job is about to be sent. */
  began({ reference }: Pick<AnchorJob, 'reference'>, what: Sending): void {
    this.#known.add(reference);
    this.#open = { reference, what, until: Number.POSITIVE_INFINITY, isOwn: true };
  }

  /** It was sent, and may be under way for so many milliseconds. */
  ended(settling: number): void {
    if (this.#open) this.#open = { ...this.#open, until: this.#clock() + settling };
  }

  /** A job that was sent by a process before this one. */
  found({ reference, attempts }: Pick<AnchorJob, 'reference' | 'attempts'>): void {
    if (attempts === 0 || this.#known.has(reference)) return;
    this.#known.add(reference);
    this.#open = { reference, what: 'write', until: this.#clock() + this.#settling.unanswered, isOwn: false };
  }

  /** Whether something may be under way that the members do not show. */
  isOpen({ reference }: Pick<AnchorJob, 'reference'>, shown: Shown): boolean {
    const open = this.#open;
    if (!open || this.#clock() >= open.until) return false;
    return open.reference !== reference || !IS_SHOWN[open.what](shown);
  }

  /** Whether this process sent something of the job a moment ago, which is worth waiting for. */
  isOwn({ reference }: Pick<AnchorJob, 'reference'>): boolean {
    const open = this.#open;
    return open?.isOwn === true && open.reference === reference && this.#clock() < open.until;
  }
}
