/**
 * A desk is killed at a named point of its life, or at any moment; then its story is told again to the end. Nothing that
 * was promised may be lost, and nothing may be there twice. Here is one point of every step of `crash/points.ts`;
 * `crash-points.long.ts` has all the others.
 */
import { describe, expect, it } from 'vitest';
import { CERTIFICATE_STEPS, firstOf, STEPS } from './crash/points.ts';
import { type Ended, run } from './crash/run.ts';
import { dies, diesCertifying, failures, finish, newScript } from './crash/story.ts';

describe('a desk that dies', () => {
  it.concurrent.for(firstOf(STEPS))('%s loses nothing and does nothing twice', ([, fault], { onTestFinished }) =>
    dies(fault, onTestFinished),
  );
});

describe('a desk that dies while it writes certificates', () => {
  it.concurrent.for(firstOf(CERTIFICATE_STEPS))('%s leaves whole ones only', ([, fault], { onTestFinished }) =>
    diesCertifying(fault, onTestFinished),
  );
});

describe('a desk that is killed at any moment, again and again', () => {
  it('loses nothing and does nothing twice', async ({ onTestFinished }) => {
    const whole = await run(newScript(onTestFinished));
    const script = newScript(onTestFinished);
    const ends: Ended[] = [];
    for (let i = 1; i <= 8; i++) ends.push(await run(script, (whole.milliseconds * i) / 9));
    await finish(script, ends);
  });
});

describe('a desk whose disk is full for a moment', () => {
  it.for([
    ['when it remembers what it signed', '"size":4'],
    ['when the keys are made', '"witness":'],
  ] as const)('%s goes on once there is space', async ([, match], { onTestFinished }) => {
    const script = newScript(onTestFinished);
    const ended = await run({ ...script, fault: { do: 'full', when: 'before', at: 'write', match, nth: 1 } });
    expect(failures(ended.told)).toMatchObject([{ code: 'write-failed' }]);
    await finish(script, [ended]);
  });
});
