/** Long work in slices, for work that cannot leave its thread: what else waits there is answered between them. */
import { setImmediate } from 'node:timers/promises';
import { NotaryError } from '../../errors.ts';

/** Milliseconds of work at a time: shorter than anybody notices. */
const SLICE_MS = 15;

/** Who may end the work, and who hears how far it is. */
export interface SliceOptions<Step> {
  readonly signal: AbortSignal;
  /** Milliseconds of work at a time, after which others have their turn. */
  readonly ms?: number;
  /** Called between two slices, not for every step. */
  onStep(step: Step): void;
}

/** Runs the steps to their end and returns what they come to. Throws what they throw, and `cancelled`. */
export async function inSlices<Step, Result>(
  work: Generator<Step, Result>,
  { signal, ms = SLICE_MS, onStep }: SliceOptions<Step>,
): Promise<Result> {
  for (let began = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - began < ms) continue;
    onStep(value);
    await setImmediate();
    if (signal.aborted) throw new NotaryError('cancelled', 'cancelled');
    began = performance.now();
  }
}
