/** A log that is shorter than what a copy of it signed: whether it is the beginning of that is known, or said not to be. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import { writeSigned } from '../../core/node/home/signed-file.ts';
import { homeAndCopy, options, playedLog, seal } from './support/copies.ts';
import { coded } from './support/damaged.ts';
import { EVERYTHING } from './support/query.ts';

const grown = () => true;

describe('the memory', () => {
  it.each([
    ['the one after 4', 4, [2, 4], { reason: 'other-copy', beginning: 'proven' }],
    ['one between two, grown from the first', 3, [2], { reason: 'other-copy', beginning: 'unknown' }],
    ['one from before anything was remembered', 1, [], { reason: 'other-copy', beginning: 'unknown' }],
    ['of other leaves, of a size that was signed', 4, [2], { reason: 'other-history' }],
    ['of other leaves from before', 3, [], { reason: 'other-history' }],
  ] as const)('knows of a shorter log whether it is the beginning: %s', async (_, size, has, expected) => {
    const { open, signed } = await playedLog();
    for (const one of [2, 4, 6]) open().remember(signed(one), grown);
    const remember = () =>
      open('copy').remember(signed(size, 9), (head) => (has as readonly number[]).includes(head.size));
    expect(remember).toThrow(coded('rolled-back', { ...expected, signed: 6, found: size }));
  });

  it('keeps a thousand heads from before the newest', async () => {
    const { open, signed, path } = await playedLog();
    open().remember(signed(1), grown);
    const earlier = Array.from({ length: 1000 }, (_, i) => signed(i + 1, i % 251).checkpoint);
    const time = '2026-11-30T08:00:00.000Z';
    writeSigned(path, signed(1001, 7), { time, since: time, home: 'home', earlier });
    open().remember(signed(1002, 8), grown);
    const sizes = open()
      .newest()
      ?.earlier.map((head) => head.size);
    expect([sizes?.length, sizes?.[0], sizes?.at(-1)]).toEqual([1000, 2, 1001]);
  });
});

it('a shorter one with other leaves makes no certificates; one of which nothing is known says so', async () => {
  const { home, copy, path } = await homeAndCopy();
  const before = readFileSync(path);
  await seal(home, 'second.txt');
  await seal(home, 'third.txt');
  const after = readFileSync(path, 'utf8');
  writeFileSync(path, before);
  await seal(copy, 'other.txt');
  writeFileSync(path, after);
  const made = async () => {
    const desk = await Desk.open(options(copy));
    const { id = '' } = desk.records(EVERYTHING).rows.find(({ state }) => state === 'anchored') ?? {};
    const { errors } = await desk.certificates.certify([id], [], join(copy, '../out'));
    const { problem } = desk.status();
    await desk.close();
    return { problem, refusals: errors.map(({ error }) => error.details.reason) };
  };
  expect(await made()).toMatchObject({
    problem: { code: 'rolled-back', details: { reason: 'other-history', signed: 6, found: 4 } },
    refusals: ['other-history'],
  });
  writeFileSync(path, after.replace(/"earlier":\[.*?\]/, '"earlier":[]'));
  expect(await made()).toMatchObject({
    problem: { code: 'rolled-back', details: { reason: 'other-copy', beginning: 'unknown', signed: 6, found: 4 } },
    refusals: [],
  });
});
