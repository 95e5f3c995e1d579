/** The device's clock as one log may use it: time never runs backwards, and what can't be right is not signed. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { NotaryError } from '../../core/errors.ts';
import { checkLine } from '../../core/formats/note.ts';
import { chainLead, type KnownTimes, signingTime } from '../../core/log/signing-time.ts';
import type { ClockDecision, ClockState } from '../../core/ports.ts';
import { ownWitness } from './support/evidence.ts';
import { file, makeNotary } from './support/notary.ts';

const at = (text: string) => Date.parse(text);
const NOTHING: KnownTimes = { log: null, proven: null, decision: null };
const answer = (now: string, known: Partial<KnownTimes> = {}, state: ClockState = 'synchronised') => {
  try {
    const { now: time, decided } = signingTime({ now: at(now), state }, { ...NOTHING, ...known });
    return `${new Date(time).toISOString()}${decided ? ' decided' : ''}`;
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return `${error.code} by ${error.details.by}`;
  }
};
const decision = (device: string, newest: string | null, size = 1, lead: number | null = null): ClockDecision => ({
  device,
  newest,
  size,
  lead,
  reason: '',
});

describe('the time to sign with', () => {
  const log = at('2026-11-21T08:00:00.000Z');
  const proven = (sealed: string, time: string) => ({ size: 7, sealed: at(sealed), time: at(time) });

  it.each<[string, string, Partial<KnownTimes>, string]>([
    ['a clock that goes on', '2026-11-21T09:00:00Z', { log }, '2026-11-21T09:00:00.000Z'],
    ['a small correction: time stands still', '2026-11-21T07:58:00Z', { log }, '2026-11-21T08:00:00.000Z'],
    ['a month back', '2026-10-21T08:00:00Z', { log }, 'clock-behind by log'],
    ['an hour back', '2026-11-21T07:00:00Z', { log }, 'clock-behind by log'],
    ['a dead battery, before anything was signed', '1970-01-01T00:00:09Z', {}, 'clock-behind by program'],
    ['a year in the future, behind a log', '2099-01-02T00:00:00Z', { log }, 'clock-ahead by log'],
    ['a century, before anything was signed', '2099-01-02T00:00:00Z', {}, 'clock-ahead by release'],
    ['a desk that rested for a month', '2026-12-24T00:00:00Z', { log }, '2026-12-24T00:00:00.000Z'],
  ])('%s', (_, now, known, expected) => {
    expect(answer(now, known)).toBe(expected);
  });

  it('is not before what a chain has proven, nor an hour after it when it was sealed', () => {
    const slow = proven('2026-11-21T08:00:00Z', '2026-11-21T09:00:00Z');
    expect(answer('2026-11-21T08:10:00Z', { log, proven: slow })).toBe('clock-behind by chain');
    expect(answer('2026-11-21T08:57:00Z', { log, proven: slow })).toBe('2026-11-21T09:00:00.000Z');
    const fast = proven('2026-11-21T08:00:00Z', '2026-11-21T07:00:00Z');
    expect(answer('2026-11-21T08:10:00Z', { log, proven: fast })).toBe('clock-ahead by chain');
    const told = { log, proven: fast, decision: decision('2026-11-21T08:09:00Z', '2026-11-21T08:00:00Z', 7) };
    expect(answer('2026-11-21T08:10:00Z', told)).toBe('2026-11-21T08:10:00.000Z');
  });

  it('goes on with a chain that is ahead of the device by as much as it was when a person decided', () => {
    const first = proven('2026-11-21T08:00:00Z', '2026-11-21T09:00:05Z');
    const lead = chainLead(at('2026-11-21T08:30:00Z'), { ...NOTHING, proven: first });
    expect(lead).toBe(3_605_000);
    const told = decision('2026-11-21T08:30:00Z', '2026-11-21T09:00:05Z', 7, lead);
    // each batch is signed with the newest time, and confirmed an hour after what the device says
    let log = at('2026-11-21T09:00:05Z');
    for (const [device, confirmed] of [
      ['2026-11-21T08:31:00Z', '2026-11-21T09:31:10Z'],
      ['2026-11-21T17:00:00Z', '2026-11-21T18:01:00Z'],
      ['2026-12-21T08:00:00Z', '2026-12-21T09:02:00Z'],
    ] as const) {
      const known = { log, proven: { size: 9, sealed: log, time: at(confirmed) }, decision: told };
      const { now, decided } = signingTime(
        { now: at(device) + 90_000, state: 'synchronised' },
        { ...NOTHING, ...known },
      );
      expect([now, decided]).toEqual([at(confirmed), told]);
      log = now;
    }
    const farther = { size: 9, sealed: log, time: at('2026-12-22T10:30:00Z') };
    expect(answer('2026-12-22T08:00:00Z', { log, proven: farther, decision: told })).toBe('clock-behind by chain');
    // a log that is ahead is no chain
    const late = at('2026-12-22T08:59:00Z');
    expect(answer('2026-12-22T08:00:00Z', { log: late, decision: told })).toBe('clock-behind by log');
  });

  it('goes on with a chain that is behind the device by as much as it was when a person decided', () => {
    const told = decision('2026-11-21T08:09:00Z', '2026-11-21T08:00:00Z', 7, -3_600_000);
    const later = (sealed: string, time: string) => ({ size: 9, sealed: at(sealed), time: at(time) });
    const steady = later('2026-11-22T08:00:00Z', '2026-11-22T06:58:00Z');
    expect(answer('2026-11-22T08:01:00Z', { log, proven: steady, decision: told })).toBe('2026-11-22T08:01:00.000Z');
    const farther = later('2026-11-22T08:00:00Z', '2026-11-22T06:00:00Z');
    expect(answer('2026-11-22T08:01:00Z', { log, proven: farther, decision: told })).toBe('clock-ahead by chain');
  });

  it('stays at the newest one where the clock was wrong once and a person has said so', () => {
    const wrong = at('2099-01-02T00:00:00.000Z');
    expect(answer('2026-11-21T08:00:00Z', { log: wrong })).toBe('clock-behind by log');
    const told = { log: wrong, decision: decision('2026-11-21T08:00:00Z', '2099-01-02T00:00:00.000Z') };
    expect(answer('2026-11-21T08:00:00Z', told)).toBe('2099-01-02T00:00:00.000Z decided');
    expect(answer('2027-11-21T08:00:00Z', told)).toBe('2099-01-02T00:00:00.000Z decided');
    expect(answer('2099-01-03T00:00:00Z', told)).toBe('2099-01-03T00:00:00.000Z');
    expect(answer('2026-11-20T08:00:00Z', told)).toBe('clock-behind by log'); // it went back once more
    expect(answer('2026-11-22T08:00:00Z', { ...told, log: wrong + 1 })).toBe('clock-behind by log');
    expect(answer('2200-01-01T00:00:00Z', told)).toBe('clock-ahead by log');
  });
});

describe('a clock that is far ahead', () => {
  const log = at('2026-11-21T08:00:00.000Z');
  const after = (days: number) => new Date(log + days * 24 * 3600_000).toISOString();

  it.each<[number, ClockState, boolean]>([
    [31, 'unknown', false],
    [93, 'unknown', false],
    [94, 'unknown', true],
    [365, 'unknown', true],
    [94, 'synchronised', false],
    [366, 'synchronised', false],
    [367, 'synchronised', true],
  ])('%i days after the log, %s: held %s', (days, state, isHeld) => {
    expect(answer(after(days), { log }, state)).toBe(isHeld ? 'clock-ahead by log' : after(days));
  });

  it.each([
    ['month', '2026-07-31T09:00:00.000Z', '2026-08-31T10:00:00.000Z'],
    ['quarter', '2026-07-31T09:00:00.000Z', '2026-10-31T10:00:00.000Z'],
  ])('that nobody vouches for is believed by whoever seals once a %s', (_, last, now) => {
    expect(answer(now, { log: at(last) }, 'unknown')).toBe(now);
  });

  it.each<[string, ClockState, boolean]>([
    ['2030-12-31T00:00:00.000Z', 'unknown', false],
    ['2031-02-01T00:00:00.000Z', 'unknown', true],
    ['2031-02-01T00:00:00.000Z', 'synchronised', false],
    ['2056-03-01T00:00:00.000Z', 'synchronised', true],
  ])('%s before anything was signed, %s: held %s', (now, state, isHeld) => {
    expect(answer(now, {}, state)).toBe(isHeld ? 'clock-ahead by release' : now);
  });

  it('is believed for another quarter once a person has said that it is right', () => {
    const decided = (days: number) => answer(after(days), { log, decision: decision(after(100), after(0)) }, 'unknown');
    expect([decided(100), decided(193), decided(194)]).toEqual([after(100), after(193), 'clock-ahead by log']);
  });

  it('holds intake and sealing until the system vouches for it, or it is set', () => {
    const { notary, store, clock } = makeNotary();
    notary.add([file('a')]);
    notary.seal();
    notary.add([file('b')]);
    clock.pass(100 * 24 * 3600_000);
    clock.vouched = 'unknown';
    const refusal = { code: 'clock-ahead', details: { by: 'log', state: 'unknown' } };
    expect(() => notary.seal()).toThrow(expect.objectContaining({ code: refusal.code }));
    expect(() => notary.add([file('c')])).toThrow(expect.objectContaining({ code: refusal.code }));
    expect(notary.clock.trouble()).toMatchObject(refusal);
    expect(store.latestCheckpoint()?.checkpoint.size).toBe(1);
    clock.vouched = 'synchronised';
    expect(notary.clock.trouble()).toBeNull();
    expect(notary.seal()?.checkpoint.size).toBe(2);
  });

  it('stands in the journal with the reason once a person has said that it is right', () => {
    const { notary, store, clock } = makeNotary();
    notary.add([file('a')]);
    const newest = notary.seal()?.time ?? '';
    clock.pass(100 * 24 * 3600_000);
    clock.vouched = 'unknown';
    const device = new Date(clock.now()).toISOString();
    store.decision = decision(device, newest, 1);
    notary.add([file('b')]);
    expect(notary.clock.signing()).toMatchObject({ now: clock.now(), decided: store.decision, state: 'unknown' });
    expect(notary.seal()?.time).toBe(device);
  });
});

describe('a notary whose clock is set back', () => {
  const back = { month: -30 * 24 * 3600_000 };

  it('takes nothing in and seals nothing; what waits goes on when the clock is right', async () => {
    const { notary, store, clock } = makeNotary();
    notary.add([file('a')]);
    notary.seal();
    await notary.anchorPending();
    clock.pass(60_000);
    notary.add([file('b')]);
    clock.pass(back.month);
    expect(() => notary.seal()).toThrow(expect.objectContaining({ code: 'clock-behind' }));
    expect(() => notary.add([file('c')])).toThrow(expect.objectContaining({ code: 'clock-behind' }));
    expect(notary.add([file('a')])[0]?.existing).toBe(true); // nothing is made of it
    expect(store.latestCheckpoint()?.checkpoint.size).toBe(1);
    clock.pass(-back.month);
    expect(notary.seal()?.checkpoint.size).toBe(2);
  });

  it('has a witness that never cosigns an earlier time', async () => {
    const { notary, store, clock } = makeNotary();
    const witnessed = async () => {
      await notary.anchorPending();
      const stored = store.latestCheckpoint();
      const line = stored?.note.signatures[1];
      const check = stored && line && checkLine(stored.note.text, line, ownWitness.key, nobleCrypto);
      return check?.state === 'valid' ? check.seconds : null;
    };
    notary.add([file('a')]);
    notary.seal();
    const first = await witnessed();
    clock.pass(-2 * 60_000);
    notary.add([file('b')]);
    expect(notary.seal()?.time).toBe(store.checkpoint(1)?.time);
    expect(await witnessed()).toBe(first);
  });

  it('signs under a decision with times that do not go below the newest one, and says so', () => {
    const { notary, store, clock } = makeNotary();
    notary.add([file('a')]);
    const newest = notary.seal()?.time ?? '';
    clock.pass(back.month);
    store.decision = decision(new Date(clock.now()).toISOString(), newest, 1);
    const [added] = notary.add([file('b')]);
    expect(added?.record).toMatchObject({ time: newest, clock: 'unknown' });
    expect(notary.seal()?.time).toBe(newest);
  });
});
