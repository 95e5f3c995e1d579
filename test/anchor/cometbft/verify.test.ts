/** Each check of the list, by evidence that breaks this one alone, and the structure-aware forgeries. */

import { describe, expect, test } from 'vitest';
import { type BlockProof, cometbftAnchor, readCometbftEvidence } from '../../../core/anchors/cometbft/evidence.ts';
import { statementOf } from '../../../core/anchors/cometbft/statement.ts';
import { encodeTransaction } from '../../../core/anchors/cometbft/transaction.ts';
import { firstFailure } from '../../../core/anchors/cometbft/verify.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../../core/formats/canonical.ts';
import { checkpointText } from '../../../core/formats/checkpoint.ts';
import type { Anchor } from '../../../core/formats/evidence.ts';
import {
  blockEvidence,
  bytes,
  checkpointTransaction,
  members,
  origin,
  REGISTRATION,
  signedText,
  stateEvidence,
} from './support/chain.ts';

const noteText = signedText(5).text;
const subject = { noteText, origin };
const failure = (evidence: Parameters<typeof firstFailure>[0], about = subject) =>
  firstFailure(evidence, about, nobleCrypto);

/** Block evidence with its proof changed after it was made. */
function changed(change: (block: BlockProof) => Partial<BlockProof>, over: Parameters<typeof blockEvidence>[0] = {}) {
  const evidence = blockEvidence(over);
  if (!evidence.block) throw new Error('no block');
  return { ...evidence, block: { ...evidence.block, ...change(evidence.block) } };
}

describe('evidence that holds', () => {
  test('by the block, alone and among others, with another next set', () => {
    expect(failure(blockEvidence())).toBeNull();
    for (const count of [2, 3, 5, 8])
      for (let index = 0; index < count; index++) {
        const transactions = Array.from({ length: count }, (_, i) =>
          encodeTransaction(checkpointTransaction(i === index ? 5 : 100 + i)),
        );
        expect(failure(blockEvidence({ transactions, index }))).toBeNull();
      }
    expect(failure(blockEvidence({ nextSet: members(5) }))).toBeNull();
    expect(failure(blockEvidence({ voters: [0, 1, 3] }))).toBeNull();
  });

  test('by an application hash, and with a registration', () => {
    expect(failure(stateEvidence())).toBeNull();
    expect(failure(stateEvidence({ registration: REGISTRATION }))).toBeNull();
    expect(failure(blockEvidence({ registration: REGISTRATION }))).toBeNull();
  });

  test('is the same after it was written and read', () => {
    for (const made of [
      blockEvidence({ registration: REGISTRATION }),
      stateEvidence(),
      stateEvidence({ named: true }),
      blockEvidence({ nextSet: members(5) }),
      blockEvidence({ named: true }),
      // names of members whose keys are not in the set: the registry is two blocks ahead of it
      { ...blockEvidence(), members: blockEvidence({ set: members(4, 60), named: true }).members },
    ]) {
      const json = parseCanonical(canonicalBytes(cometbftAnchor(made) as unknown as Json)) as unknown as Anchor;
      expect(readCometbftEvidence(json)).toEqual(made);
    }
  });
});

describe('each check refuses by its own name', () => {
  test('transaction: bytes of nobody, a governance act, a fork report', () => {
    const fork = {
      kind: 'fork-report',
      first: signedText(5),
      second: signedText(5, 9),
      other: bytes(9),
      proof: [],
    } as const;
    const act = { kind: 'governance', action: new TextEncoder().encode('{}'), approvals: [] } as const;
    for (const other of [bytes(1, 80), encodeTransaction(fork), encodeTransaction(act)])
      expect(failure(blockEvidence({ transactions: [other] }))).toBe('transaction');
  });

  test('checkpoint: a checkpoint of another size, another root or another log', () => {
    expect(failure(blockEvidence(), { ...subject, noteText: signedText(6).text })).toBe('checkpoint');
    expect(failure(blockEvidence(), { ...subject, noteText: signedText(5, 6).text })).toBe('checkpoint');
    const foreign = checkpointText({ origin: origin.replace(/.$/, '0'), size: 5, root: bytes(5) });
    expect(failure(blockEvidence(), { ...subject, noteText: foreign })).toBe('checkpoint');
  });

  test('included: the transaction of another block', () => {
    expect(failure(changed(() => ({ data: bytes(3) })))).toBe('included');
    expect(failure(changed(() => ({ sides: 'L', path: [bytes(3)] })))).toBe('included');
  });

  test('executed: refused by the application, or the result of a neighbour', () => {
    expect(failure(blockEvidence({ code: 7 }))).toBe('executed');
    const transactions = [checkpointTransaction(5), checkpointTransaction(8)].map(encodeTransaction);
    expect(failure(blockEvidence({ transactions, index: 0, code: 7 }))).toBe('executed');
    expect(failure(changed(() => ({ results: [bytes(3)] })))).toBe('executed');
  });

  test('validators: a set that the header does not name', () => {
    expect(failure(changed(() => ({ set: members(4, 50) })))).toBe('validators');
    expect(failure(changed(({ set }) => ({ set: [...set].reverse() })))).toBe('validators');
    expect(failure(changed(({ next }) => ({ next: { ...next, set: members(5) } })))).toBe('validators');
  });

  test('linked: a next block that follows another one', () => {
    expect(failure(changed(({ next }) => ({ next: { ...next, lastBlock: bytes(3) } })))).toBe('linked');
    expect(failure(changed(() => ({ height: 8 })))).toBe('linked');
    expect(failure({ ...blockEvidence(), chain: 'test-2' })).toBe('linked');
  });

  test('votes: for another block, for nothing, by another key, of another chain', () => {
    expect(failure(changed(({ next }) => ({ next: { ...next, app: bytes(3) } })))).toBe('votes');
    expect(failure(changed(() => ({ round: 1 })))).toBe('votes');
    expect(failure(changed(() => ({ parts: { total: 2, hash: bytes(30) } })))).toBe('votes');
    expect(
      failure(changed(({ votes }) => ({ votes: votes.map((vote) => ({ ...vote, voter: (vote.voter + 1) % 4 })) }))),
    ).toBe('votes');
    expect(
      failure(changed(({ votes }) => ({ votes: votes.map((vote) => ({ ...vote, time: { seconds: 1, nanos: 0 } })) }))),
    ).toBe('votes');
    const foreign = stateEvidence({ chain: 'test-2' });
    expect(failure({ ...foreign, chain: 'test-1' })).toBe('state-votes');
  });

  test('quorum: one signature too few in either block, also by power', () => {
    expect(failure(blockEvidence({ voters: [0, 1] }))).toBe('quorum');
    expect(failure(changed(({ next }) => ({ next: { ...next, votes: next.votes.slice(1) } })))).toBe('quorum');
    const heavy = members(4, 1, (i) => (i === 0 ? 100 : 10));
    const unequal = { set: heavy, nextSet: heavy };
    expect(failure(blockEvidence({ ...unequal, voters: [1, 2, 3] }))).toBe('quorum');
    expect(failure(blockEvidence({ ...unequal, voters: [0] }))).toBeNull();
  });

  test('state: set, history, votes and quorum', () => {
    const made = stateEvidence();
    const with_ = (over: object) => ({ ...made, state: made.state && { ...made.state, ...over } });
    expect(failure(with_({ set: members(4, 50) }))).toBe('state-validators');
    expect(failure(with_({ index: 0 }))).toBe('state-accepted');
    expect(failure(with_({ size: 4 }))).toBe('state-accepted');
    expect(failure(with_({ others: [bytes(1), bytes(2)] }))).toBe('state-accepted');
    expect(failure(made, { ...subject, noteText: signedText(6).text })).toBe('state-accepted');
    expect(failure(with_({ height: 8 }))).toBe('state-votes');
    expect(failure(stateEvidence({ voters: [2, 3] }))).toBe('state-quorum');
  });

  test('registered: another organisation, another log, a registry of another state', () => {
    const made = blockEvidence({ registration: REGISTRATION });
    const { registration } = made;
    if (!registration) throw new Error('no registration');
    const renamed = { ...registration, registration: { ...REGISTRATION, organisation: 'Court of Appeal' } };
    expect(failure({ ...made, registration: renamed })).toBe('registered');
    expect(failure(made, { ...subject, origin: origin.replace(/.$/, '0') })).toBe('registered');
    expect(failure({ ...made, registration: { ...registration, others: [bytes(1), bytes(2)] } })).toBe('registered');
    expect(failure({ ...made, registration: { ...registration, size: 4 } })).toBe('registered');
  });

  test('members: another name for a key, a member left out, a registry of another state', () => {
    for (const made of [blockEvidence({ named: true }), stateEvidence({ named: true })]) {
      expect(failure(made)).toBeNull();
      const { members: proof } = made;
      if (!proof) throw new Error('no members');
      const renamed = proof.members.map((one, i) => (i === 0 ? { ...one, organisation: 'Court of Appeal' } : one));
      expect(failure({ ...made, members: { ...proof, members: renamed } })).toBe('members');
      expect(failure({ ...made, members: { ...proof, members: proof.members.slice(1) } })).toBe('members');
      expect(failure({ ...made, members: { ...proof, others: [bytes(1), bytes(2)] } })).toBe('members');
    }
  });

  test('the statement names a signer as the registry does, and leaves him nameless where that is not shown', () => {
    const names = (named: boolean) =>
      statementOf(blockEvidence({ named }), nobleCrypto).signers.map(({ name }) => name);
    expect(names(true).sort()).toEqual(['Member 1', 'Member 2', 'Member 3', 'Member 4']);
    expect(names(false)).toEqual([null, null, null, null]);
  });
});

describe('the shape', () => {
  const refuses = (change: (body: Record<string, Json>) => void) => {
    const anchor = structuredClone(cometbftAnchor(blockEvidence())) as unknown as { cometbft: Record<string, Json> };
    change(anchor.cometbft.block as unknown as Record<string, Json>);
    return () => readCometbftEvidence(anchor as unknown as Anchor);
  };

  test('one signer twice, voters out of order, no votes, a doubled set', () => {
    expect(
      refuses((block) => (block.votes = [(block.votes as Json[])[0] as Json, (block.votes as Json[])[0] as Json])),
    ).toThrow(/once/);
    expect(refuses((block) => (block.votes as Json[]).reverse())).toThrow(/order/);
    expect(refuses((block) => (block.votes = []))).toThrow();
    expect(refuses((block) => ((block.next as Record<string, Json>).set = block.set as Json))).toThrow(/twice/);
  });

  test('unknown members and evidence of nothing', () => {
    expect(refuses((block) => (block.total = 1))).toThrow();
    const longer = structuredClone(cometbftAnchor(blockEvidence({ named: true }))) as unknown as {
      cometbft: { members: { members: Json[][] }; block: { set: [string, number][] } };
    };
    const [first] = longer.cometbft.members.members;
    const own = longer.cometbft.block.set[first?.[3] as number];
    first?.splice(3, 1, ...(own ?? []));
    expect(() => readCometbftEvidence(longer as unknown as Anchor)).toThrow(/place/);
    const nothing = cometbftAnchor({ chain: 'test-1', block: null, state: null, registration: null, members: null });
    expect(() => readCometbftEvidence(nothing)).toThrow(/neither/);
  });

  test('the engine’s own total is nowhere: a path is sides and hashes, and every other shape is refused', () => {
    const transactions = [5, 101, 102, 103, 104].map((size) => encodeTransaction(checkpointTransaction(size)));
    const made = blockEvidence({ transactions, index: 0 });
    expect(made.block?.sides).toBe('RRR');
    for (const sides of ['RR', 'RRL', 'LRR', 'RRRR', ''])
      expect(failure({ ...made, block: made.block && { ...made.block, sides } })).toBe('included');
  });
});
