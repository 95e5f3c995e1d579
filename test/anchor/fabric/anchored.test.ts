/** What a real network gave for each recorded transaction: accepted, or refused, as the people who recorded it say why. */
import { describe, expect, it, test } from 'vitest';
import { type Epoch, epochOf } from '../../../core/anchors/fabric/epochs.ts';
import { fabricAnchor, readFabricEvidence } from '../../../core/anchors/fabric/evidence.ts';
import { gatherEvidence } from '../../../core/anchors/fabric/gather.ts';
import { fabricVerifier } from '../../../core/anchors/fabric/index.ts';
import { firstRefusal, judgeEvidence } from '../../../core/anchors/fabric/judge.ts';
import { contentOf, readEnvelope } from '../../../core/anchors/fabric/proposal.ts';
import { firstFailure, transactionSteps } from '../../../core/anchors/fabric/verify.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { outcome } from '../../core/support/outcome.ts';
import {
  blockOf,
  configurationOf,
  endorsedOf,
  epochOfConfiguration,
  evidenceOf,
  expectedOf,
  IDS,
  subjectOf,
} from './support/recorded.ts';

/** Of the block whose first copies had too few signatures. */
const TRANSACTION_OF_15 = contentOf(
  readEnvelope(blockOf('15-signature-by-rotated-out-key', 'block-from-orderer-2').entries[0] as Uint8Array),
).txId;
const LOG = { controller: 'desk-holder' };
const EPOCHS = [0, 61, 63].map((number) => epochOfConfiguration(number));
const RAFT = [epochOfConfiguration(0, {}, 'checkpoints-raft')];
const STRICT = { chaincode: 'notary-all', policy: { need: 3, of: ['BankAMSP', 'SupplierMSP', 'CourtMSP'] } };

type Gather = Parameters<typeof evidenceOf>[1];

/** What refuses the evidence of a vector: a check, a rule, or nothing. */
function verdict(id: string, gather: Gather, epochs: readonly Epoch[] = EPOCHS): string | null {
  const evidence = readFabricEvidence(fabricAnchor(evidenceOf(id, gather)));
  const subject = subjectOf(id);
  return firstFailure(evidence, subject, nobleCrypto) ?? firstRefusal({ evidence, epochs, log: LOG })?.rule ?? null;
}

/** Statements of what was read, and the transactions to which they belong. */
const READS = IDS.flatMap((id) => {
  const { of } = expectedOf(id);
  return of === undefined ? [] : [[id, of] as const];
});

test.each(READS)('%s: with %s it is as was recorded', (read, of) => {
  const refusal = verdict(of, { read }, of === '16-raft' ? RAFT : EPOCHS);
  expect(refusal).toBe(expectedOf(read).verdict.startsWith('valid') ? null : 'readers');
});

test.each(READS.flatMap(([read]) => READS.filter(([, of]) => of !== expectedOf(read).of).map(([, of]) => [read, of])))(
  '%s says nothing of %s',
  (read, of) => expect(verdict(of, { read }, of === '16-raft' ? RAFT : EPOCHS)).not.toBeNull(),
);

describe('a block never proves that a transaction was valid', () => {
  it('a transaction that lost is endorsed and in a signed block, but nobody read it', () => {
    for (const id of ['05-mvcc-loser', '06-mixed-block-invalid']) {
      const { channel } = expectedOf(id).transaction ?? { channel: '' };
      const steps = transactionSteps(channel, endorsedOf(id), subjectOf(id), nobleCrypto);
      expect(steps.filter(({ holds }) => !holds())).toEqual([]);
      for (const [read] of READS) expect(verdict(id, { read })).not.toBeNull();
    }
  });

  it('the same note was read later, as another block wrote it', () => {
    expect(verdict('06-mixed-block-invalid', { read: '10r-read-attestation' })).toBe('read-version');
    expect(verdict('06-mixed-block-invalid', { read: '06r-read-attestation-valid' })).toBe('read-checkpoint');
  });
});

describe('transactions of which nothing was read', () => {
  const stepsOf = (id: string) =>
    transactionSteps('checkpoints', endorsedOf(id), subjectOf(id), nobleCrypto).find(({ holds }) => !holds())?.name;

  it('a registration is no checkpoint', () => {
    const [step] = transactionSteps(
      'checkpoints',
      endorsedOf('00-register-log'),
      subjectOf('01-three-endorsers'),
      nobleCrypto,
    ).filter(({ holds }) => !holds());
    expect(step?.name).toBe('checkpoint');
  });

  it.each(['07-policy-failure-one-endorser', '09-endorsed-never-ordered'])('%s: endorsed, not more', (id) => {
    expect(stepsOf(id)).toBeUndefined();
  });

  it('one that was never ordered has no block', () => {
    const gathered = {
      channel: 'checkpoints',
      copies: [blockOf('10-next')],
      transaction: expectedOf('09-endorsed-never-ordered').transaction?.txId ?? '',
      read: endorsedOf('10r-read-attestation'),
      ordering: configurationOf(0).ordering,
    };
    expect(outcome(() => gatherEvidence(gathered, nobleCrypto))).toBe('malformed');
    expect(outcome(() => gatherEvidence({ ...gathered, copies: [] }, nobleCrypto))).toBe('malformed');
  });

  it.each([
    ['07-policy-failure-one-endorser', {}, 'endorsers'],
    ['08-strict-policy-failure-two', STRICT, 'endorsers'],
    ['08-strict-three-endorsers', STRICT, 'readers'],
    ['08-strict-three-endorsers', {}, 'chaincode'],
  ] as const)('%s under %j is refused by %s', (id, over, rule) => {
    // the statement is of another checkpoint, which only the rules before are asked about
    const evidence = evidenceOf(id, { read: '02s-read-attestation-one-org' });
    expect(firstRefusal({ evidence, epochs: [epochOfConfiguration(0, over)], log: LOG })?.rule).toBe(rule);
  });
});

describe('signatures of orderers', () => {
  const COPIES = [1, 2, 3, 4].map((n) => `block-from-orderer-${n}`);
  const read = '01r-read-attestation-three';

  it('of several copies are merged', () => {
    const evidence = evidenceOf('01-three-endorsers', { read, copies: COPIES });
    expect(evidence.block.ordering.by === 'quorum' && evidence.block.ordering.signatures).toHaveLength(4);
    expect(verdict('01-three-endorsers', { read, copies: COPIES })).toBeNull();
    expect(judgeEvidence({ evidence, epochs: EPOCHS, log: LOG }, nobleCrypto).detail).toContain('4 of 4 orderers');
  });

  it('a copy of another block is left out, wherever it stands', () => {
    const transaction = expectedOf('01-three-endorsers').transaction?.txId ?? '';
    const { ordering } = configurationOf(0);
    const right = COPIES.map((copy) => blockOf('01-three-endorsers', copy));
    const gather = (copies: ReturnType<typeof blockOf>[]) =>
      gatherEvidence({ channel: 'checkpoints', copies, transaction, read: endorsedOf(read), ordering }, nobleCrypto);
    const whole = gather(right);
    const [first] = right;
    if (!first) throw new Error('no copy');
    // another block, one of another number with the same transaction, and one whose signed value is another
    const others = [blockOf('02-two-endorsers'), { ...first, number: 7 }, { ...first, value: first.value.slice(0, 4) }];
    for (const other of others) {
      expect(gather([other, ...right])).toEqual(whole);
      expect(gather([...right, other])).toEqual(whole);
    }
    expect(outcome(() => gather(others.slice(0, 1)))).toBe('malformed');
    expect(outcome(() => gather(others))).toBe('anchor-unavailable');
  });

  it('with one orderer down three of four are enough', () => {
    expect(verdict('11-three-of-four-orderers', { read: '11r-read-attestation' })).toBeNull();
  });

  it('count by the configuration that the block names, and no other', () => {
    const id = '14-after-consenter-rotation';
    const copies = COPIES;
    const as = (config: number) => [{ ...epochOfConfiguration(config), configurations: [63] }];
    expect(verdict(id, { read: '14r-after-consenter-rotation', copies })).toBeNull();
    expect(verdict(id, { read: '14r-after-consenter-rotation', copies }, EPOCHS.slice(0, 2))).toBe('configuration');
    expect(verdict('13-after-config-update', { read: '13r-after-config-update' }, EPOCHS.slice(0, 1))).toBe(
      'configuration',
    );
    // signed by 4, 2 and 3, of which 2 has another key since
    expect(verdict(id, { read: '14r-after-consenter-rotation' })).toBeNull();
    expect(verdict(id, { read: '14r-after-consenter-rotation' }, as(0))).toBe('orderers');
  });

  it('by a key that was replaced do not count', () => {
    const id = '15-signature-by-rotated-out-key';
    const blocks = (names: readonly string[]) => names.map((name) => blockOf(id, name));
    expect(isOrdered(blocks(['block-from-orderer-2']))).toBe('anchor-unavailable');
    expect(isOrdered(blocks(['final-block-from-orderer-1']))).toBe('accepted');
    expect(
      isOrdered(blocks(['final-block-from-orderer-1', 'final-block-from-orderer-2', 'block-from-orderer-2'])),
    ).toBe('accepted');
  });

  /** Whether a block of this sort gives evidence. */
  function isOrdered(copies: ReturnType<typeof blockOf>[]): string {
    const transaction = TRANSACTION_OF_15;
    const { ordering } = configurationOf(63);
    return outcome(() =>
      gatherEvidence({ channel: 'checkpoints', copies, transaction, read: endorsedOf(read), ordering }, nobleCrypto),
    );
  }
});

describe('a channel ordered by Raft', () => {
  const evidence = () => evidenceOf('16-raft', { read: '16r-raft' });

  it('is ordered by one orderer, and says so', () => {
    const judged = judgeEvidence({ evidence: evidence(), epochs: RAFT, log: LOG }, nobleCrypto);
    expect([judged.met, judged.detail.includes('one orderer signed the block')]).toEqual([true, true]);
    expect(fabricVerifier.statement(fabricAnchor(evidence()), nobleCrypto)).toMatchObject({
      chain: 'checkpoints-raft',
      orderers: { by: 'one', name: 'CourtMSP' },
    });
  });

  it('is no agreement of many', () => {
    expect(firstRefusal({ evidence: evidence(), epochs: EPOCHS, log: LOG })?.rule).toBe('orderers');
  });
});

test('what an anchor shows by itself', () => {
  const anchor = fabricAnchor(evidenceOf('02-two-endorsers', { read: '02t-read-attestation-latest' }));
  const { endorsers, readers, ...shown } = fabricVerifier.statement(anchor, nobleCrypto) as never as Record<
    string,
    never
  >;
  expect(shown).toEqual({
    shows: 'endorsed',
    chain: 'checkpoints',
    chaincode: 'notary',
    height: 24,
    block: expectedOf('02-two-endorsers').block?.headerHash,
    transaction: expectedOf('02-two-endorsers').transaction?.txId,
    time: null,
    orderers: { by: 'several', count: 3 },
  });
  const names = (list: unknown) => (list as { name: string }[]).map(({ name }) => name).sort();
  expect(names(endorsers)).toEqual(['BankAMSP', 'CourtMSP']);
  expect(names(readers)).toEqual(['BankAMSP', 'CourtMSP', 'SupplierMSP']);
});

test('sizes of an anchor in bytes', () => {
  const size = (id: string, gather: Gather) => JSON.stringify(fabricAnchor(evidenceOf(id, gather))).length;
  const copies = [1, 2, 3, 4].map((n) => `block-from-orderer-${n}`);
  const found = [
    size('02-two-endorsers', { read: '02r-read-attestation-two' }),
    size('01-three-endorsers', { read: '01r-read-attestation-three' }),
    size('01-three-endorsers', { read: '01r-read-attestation-three', copies }),
    size('16-raft', { read: '16r-raft' }),
    size('03-block-with-two-b', { read: '03r-read-attestation-b' }),
  ];
  expect(found).toEqual(SIZES);
});

const SIZES = [9755, 10666, 10857, 11335, 18509];

test('the epoch of a configuration', () => {
  expect(epochOf(EPOCHS, 61)?.configurations).toEqual([61]);
  expect(epochOf(EPOCHS, 62)).toBeNull();
});
