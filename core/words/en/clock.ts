import { isClockForPerson } from '../clock.ts';
import { timeText } from '../format.ts';
import type { ErrorDetails, ErrorWords } from '../types.ts';
import { labels } from './labels.ts';

const utc = (instant: string | number | undefined) => timeText(String(instant ?? ''), 0);
const long = ({ difference }: ErrorDetails) => labels.duration(Number(difference ?? 0) / 1000);

const held = 'Nothing is recorded or sealed until it is right; existing records wait.';
const goOn =
  'If the clock is right and the other time was wrong, say so: “The clock is right” in the window, or clock accept on the command line.';

/** What a clock that is behind is compared with. */
const behindWhat: Readonly<Record<string, string>> = {
  log: 'the newest time in this desk’s log',
  chain: 'a time that the chain has proven',
  program: 'the year of this program',
};

/** The device’s clock is behind. */
export const clockBehind = (d: ErrorDetails): ErrorWords => ({
  happened: `The clock of this device says ${utc(d.clock)}. That is ${long(d)} before ${behindWhat[String(d.by)] ?? behindWhat.log}, ${utc(d.than)}. ${held}`,
  safe: 'Time never runs backwards in the log, and everything is kept.',
  next: [
    'Set the clock of this device; it then goes on by itself.',
    ...(d.by === 'log' ? ['Records that wait and carry the wrong time can be withdrawn.'] : []),
    ...(isClockForPerson(d) ? [goOn] : []),
  ].join(' '),
});

const aheadOf: Readonly<Record<string, (d: ErrorDetails) => string>> = {
  log: (d) => `This desk last worked on ${utc(d.than)}: ${long(d)} ago, if the clock is right.${unvouched(d)}`,
  chain: (d) => `By what the chain has proven it is ${long(d)} ahead.`,
  release: (d) => `This program was released ${long(d)} before, if the clock is right.${unvouched(d)}`,
};

const unvouched = ({ state }: ErrorDetails) =>
  state === 'unknown' ? ' The system does not say that its clock is synchronised.' : '';

/** The device’s clock is ahead of what can be right. */
export const clockAhead = (d: ErrorDetails): ErrorWords => ({
  happened: `The clock of this device says ${utc(d.clock)}. ${(aheadOf[String(d.by)] ?? aheadOf.log)?.(d) ?? ''} ${held}`,
  safe: 'A time in the future would stay in the log for ever. Everything is kept.',
  next: [
    d.state === 'unknown' && d.by !== 'chain'
      ? 'Compare the clock of this device with another one. Set it, or let the system synchronise it; the desk then goes on by itself.'
      : 'Set the clock of this device; it then goes on by itself.',
    ...(isClockForPerson(d)
      ? ['If it is right, say so: “The clock is right” in the window, or clock accept on the command line.']
      : []),
  ].join(' '),
});
