/** The points of a desk's life that `crash.test.ts` leaves out: it has one of each step, here are all the others. */
import { describe, it } from 'vitest';
import { CERTIFICATE_STEPS, othersOf, STEPS } from './crash/points.ts';
import { dies, diesCertifying } from './crash/story.ts';

describe('a desk that dies', () => {
  it.concurrent.for(othersOf(STEPS))('%s loses nothing and does nothing twice', ([, fault], { onTestFinished }) =>
    dies(fault, onTestFinished),
  );
});

describe('a desk that dies while it writes certificates', () => {
  it.concurrent.for(othersOf(CERTIFICATE_STEPS))('%s leaves whole ones only', ([, fault], { onTestFinished }) =>
    diesCertifying(fault, onTestFinished),
  );
});
