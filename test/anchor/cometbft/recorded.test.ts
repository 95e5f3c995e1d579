/** Answers recorded from four real CometBFT nodes (v0.38.25): every hash and vote of theirs must come out the same. */
import { expect, test } from 'vitest';
import { engineMedianTime } from '../../../core/anchors/cometbft/commit.ts';
import { headerHash, transactionHash } from '../../../core/anchors/cometbft/header.ts';
import { sortValidators, validatorsHash } from '../../../core/anchors/cometbft/validators.ts';
import { blockHash, engineSteps } from '../../../core/anchors/cometbft/verify.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { toHex } from '../../../core/formats/bytes.ts';
import { RECORDED, RECORDED_CHAIN, recorded } from './support/recorded.ts';

const names = (steps: ReturnType<typeof engineSteps>) => steps.filter(({ holds }) => !holds()).map(({ name }) => name);

test.each(RECORDED)('%s: every check of the engine holds', (name) => {
  const { proof, result } = recorded(name);
  expect(names(engineSteps(RECORDED_CHAIN, proof, result, nobleCrypto))).toEqual([]);
});

test.each(RECORDED)('%s: hashes are the engine’s own', (name) => {
  const { commit, next, set, proof, transaction } = recorded(name);
  for (const { header, commit: votes } of [commit, next])
    expect(toHex(headerHash(header, nobleCrypto))).toBe(toHex(votes.blockId.hash));
  expect(blockHash(RECORDED_CHAIN, proof, nobleCrypto)).toEqual(commit.commit.blockId.hash);
  expect(transactionHash(transaction.tx, nobleCrypto)).toEqual(transaction.hash);
  expect(sortValidators([...set].reverse(), nobleCrypto)).toEqual(set);
  expect(validatorsHash(set, nobleCrypto)).toEqual(commit.header.validatorsHash);
});

test.each(RECORDED)('%s: the next header’s time is the engine’s median of the votes', (name) => {
  const { commit, next, set } = recorded(name);
  expect(engineMedianTime(commit.commit.votes, set)).toEqual(next.header.time);
});

test('with one member down three sign, and with one vote less it is refused', () => {
  const { proof, result } = recorded('d-one-down');
  expect(proof.votes).toHaveLength(3);
  const fewer = { ...proof, votes: proof.votes.slice(1) };
  expect(names(engineSteps(RECORDED_CHAIN, fewer, result, nobleCrypto))).toEqual(['quorum']);
});

test('another chain’s id breaks the header and every vote', () => {
  const { proof, result } = recorded('a-first-all');
  expect(names(engineSteps('notary-proto-5', proof, result, nobleCrypto))).toEqual(['linked', 'votes']);
});

test('the place in the block is bound to the result: another result of the same block is refused', () => {
  const { proof, result } = recorded('c-many-txs');
  const { proof: single } = recorded('a-first-all');
  expect(names(engineSteps(RECORDED_CHAIN, { ...proof, results: single.results }, result, nobleCrypto))).toEqual([
    'executed',
  ]);
  const flipped = { ...proof, sides: proof.sides.replace('L', 'R') };
  expect(names(engineSteps(RECORDED_CHAIN, flipped, result, nobleCrypto))).toContain('included');
});
