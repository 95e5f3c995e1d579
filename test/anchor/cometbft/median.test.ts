/**
 * The time of a block against liars: every pattern of powers, every set of signers with a quorum, every set of liars
 * with at most a third, every choice of them to lie early or late.
 */
import { describe, expect, test } from 'vitest';
import { engineMedianTime, medianTime, type Vote } from '../../../core/anchors/cometbft/commit.ts';
import { isQuorum } from '../../../core/anchors/cometbft/validators.ts';

const MEMBERS = 6;
const POWER = 4;

type Median = typeof medianTime;

/** All powers of up to six members, the largest first: order changes nothing. */
function* patterns(length: number, most = POWER): Generator<readonly number[]> {
  if (length === 0) yield [];
  else
    for (let power = most; power >= 1; power--) for (const rest of patterns(length - 1, power)) yield [power, ...rest];
}

/** The places that a number's bits name. */
const chosen = (bits: number, among: readonly number[]) => among.filter((_, i) => bits & (1 << i));
const everyChoice = (among: readonly number[]) =>
  Array.from({ length: 1 << among.length }, (_, bits) => chosen(bits, among));

interface Block {
  readonly powers: readonly number[];
  readonly signers: readonly number[];
  readonly liars: readonly number[];
}

const sum = (powers: readonly number[], places: readonly number[]) =>
  places.reduce((all, place) => all + (powers[place] ?? 0), 0);

/** Every block with a quorum whose liars are as many as `mayLie` lets. */
function* blocks(mayLie: (liars: number, total: number) => boolean): Generator<Block> {
  for (let count = 1; count <= MEMBERS; count++)
    for (const powers of patterns(count)) {
      const all = powers.map((_, place) => place);
      const total = sum(powers, all);
      for (const signers of everyChoice(all).filter((some) => isQuorum(sum(powers, some), total)))
        for (const liars of everyChoice(signers).filter((some) => mayLie(sum(powers, some), total)))
          yield { powers, signers, liars };
    }
}

const EARLY = 1;
const LATE = 9_000_000;

/** What a median makes of it when these liars say early and the others late; honest members say 1000 and later. */
function timeOf(median: Median, { powers, signers, liars }: Block, early: readonly number[], apart: number): number {
  const set = powers.map((power) => ({ key: new Uint8Array(32), power }));
  const votes = signers.map((voter): Vote => {
    const lie = early.includes(voter) ? EARLY : LATE;
    const seconds = liars.includes(voter) ? lie : 1000 + apart * voter;
    return { voter, time: { seconds, nanos: 0 }, signature: new Uint8Array(64) };
  });
  return median(votes, set)?.seconds ?? Number.NaN;
}

/** How many blocks there are, and those in which some lie of the liars moves the time beyond all honest ones. */
function moved(median: Median, mayLie: (liars: number, total: number) => boolean) {
  let tried = 0;
  const wrong: Block[] = [];
  for (const block of blocks(mayLie)) {
    const outside = everyChoice(block.liars).some((early) =>
      [-1, 0, 1].some((apart) => {
        const honest = block.signers
          .filter((place) => !block.liars.includes(place))
          .map((place) => 1000 + apart * place);
        const time = timeOf(median, block, early, apart);
        return time < Math.min(...honest) || time > Math.max(...honest);
      }),
    );
    tried += 1;
    if (outside) wrong.push(block);
  }
  return { tried, wrong };
}

describe('the time lies between those of two honest members', () => {
  test('whatever liars of at most a third say, at any quorum', () => {
    const { tried, wrong } = moved(medianTime, (liars, total) => 3 * liars <= total);
    expect(tried).toBeGreaterThan(5_000);
    expect(wrong).toEqual([]);
  });

  test('not with more than a third: the bound is sharp', () => {
    const { wrong } = moved(medianTime, (liars, total) => 3 * liars > total && 3 * liars <= total + 3);
    expect(wrong).not.toEqual([]);
  });

  test('not by the engine’s own median: one of three signers of four moves it', () => {
    const { wrong } = moved(engineMedianTime, (liars, total) => 3 * liars < total);
    expect(wrong).toContainEqual({ powers: [1, 1, 1, 1], signers: [0, 1, 2], liars: [0] });
  });
});

test('the first vote with which more than half is reached, not half', () => {
  const set = [1, 1, 1, 1].map((power) => ({ key: new Uint8Array(32), power }));
  const votes = [40, 20, 30, 10].map((seconds, voter) => ({
    voter,
    time: { seconds, nanos: 0 },
    signature: new Uint8Array(64),
  }));
  expect(medianTime(votes, set)?.seconds).toBe(30);
  expect(medianTime(votes.slice(0, 3), set)?.seconds).toBe(30);
  expect(medianTime(votes.slice(0, 1), set)?.seconds).toBe(40);
  expect(medianTime([], set)).toBeNull();
});

test('nanoseconds decide among votes of one second', () => {
  const set = [1, 1, 1].map((power) => ({ key: new Uint8Array(32), power }));
  const votes = [3, 1, 2].map((nanos, voter) => ({
    voter,
    time: { seconds: 5, nanos },
    signature: new Uint8Array(64),
  }));
  expect(medianTime(votes, set)).toEqual({ seconds: 5, nanos: 2 });
});
