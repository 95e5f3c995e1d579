/** Each check of an anchor has evidence that is refused by it and by none before it; the network exists only here. */
import { describe, expect, it, test } from 'vitest';
import { type FabricEvidence, fabricAnchor, readFabricEvidence } from '../../../core/anchors/fabric/evidence.ts';
import type { Endorsed } from '../../../core/anchors/fabric/proposal.ts';
import {
  FABRIC_CHECKS,
  type FabricCheck,
  firstFailure,
  type Subject,
  stepsOf,
} from '../../../core/anchors/fabric/verify.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { toBase64 } from '../../../core/formats/bytes.ts';
import { ALPHA, BETA, endorsedBy, envelopeOf, keysOf, member, networkEvidence } from './support/network.ts';
import { at, subject } from './support/subject.ts';

const made = (options: Parameters<typeof networkEvidence>[1] = {}) => networkEvidence(at, options);
const failure = (evidence: FabricEvidence, about: Subject = subject) => firstFailure(evidence, about, nobleCrypto);

/** An endorsement of which the last bit was changed. */
function spoiled(endorsed: Endorsed): Endorsed {
  const [first, ...rest] = endorsed.endorsements;
  if (!first) return endorsed;
  const signature = Uint8Array.from(first.signature);
  signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  return { ...endorsed, endorsements: [...rest, { ...first, signature }] };
}

const { checkpoint: KEY, latest: LATEST } = keysOf(at);
const OTHER = 'another note\n\n— somebody AAAAAAA=\n';
const writes = (value: string | null, key = KEY) => ({ writes: [{ key, value }] });
const reads = (key: string, version: readonly [number, number] | null = [9, 0]) => ({ reads: [{ key, version }] });

const REFUSED: readonly (readonly [string, FabricCheck, () => FabricEvidence])[] = [
  ['an answer of failure', 'transaction', () => made({ transaction: { status: 500 } })],
  ['another type of transaction', 'transaction', () => made({ transaction: { type: 1 } })],
  ['another channel', 'channel', () => made({ transaction: { channel: 'other' } })],
  ['an identifier that somebody chose', 'transaction-id', () => made({ transaction: { txId: '00'.repeat(32) } })],
  ['an answer to another proposal', 'proposal', () => made({ transaction: { hash: new Uint8Array(32) } })],
  ['another chaincode was called', 'chaincode', () => made({ transaction: { called: 'other' } })],
  ['another chaincode was announced', 'chaincode', () => made({ transaction: { announced: 'other' } })],
  ['another chaincode answered', 'chaincode', () => made({ transaction: { answering: 'other' } })],
  ['no write', 'checkpoint', () => made({ transaction: { writes: [] } })],
  ['another note', 'checkpoint', () => made({ transaction: writes(OTHER) })],
  ['another key', 'checkpoint', () => made({ transaction: writes(at.note, `${KEY}0`) })],
  ['a key that is deleted', 'checkpoint', () => made({ transaction: writes(null) })],
  [
    'a key written twice',
    'checkpoint',
    () => made({ transaction: { writes: [...writes(at.note).writes, ...writes(at.note).writes] } }),
  ],
  ['not a note', 'checkpoint', () => made({ transaction: writes('no note') })],
  ['a bad endorsement', 'endorsements', () => ({ ...made(), transaction: spoiled(made().transaction) })],
  ['an endorsement with the larger s', 'endorsements', () => made({ transaction: { high: true } })],
  ['no endorsement', 'endorsements', () => made({ transaction: { endorsers: [] } })],
  ['reading failed', 'read-transaction', () => made({ read: { status: 404 } })],
  ['read in another channel', 'read-channel', () => made({ read: { channel: 'other' } })],
  ['a reader that chose an identifier', 'read-transaction-id', () => made({ read: { txId: '00'.repeat(32) } })],
  ['read by another proposal', 'read-proposal', () => made({ read: { hash: new Uint8Array(32) } })],
  [
    'read by another chaincode',
    'read-chaincode',
    () => made({ read: { called: 'other', announced: 'other', answering: 'other' } }),
  ],
  ['read through another chaincode', 'read-chaincode', () => made({ read: { called: 'other' } })],
  ['another key was read', 'read-checkpoint', () => made({ read: reads(`${KEY}0`) })],
  ['nothing was read', 'read-checkpoint', () => made({ read: { reads: [] } })],
  [
    'two keys were read',
    'read-checkpoint',
    () => made({ read: { reads: [...reads(KEY).reads, ...reads(LATEST).reads] } }),
  ],
  ['reading wrote', 'read-checkpoint', () => made({ read: writes('x', 'y') })],
  ['something else was returned', 'read-checkpoint', () => made({ read: { returned: OTHER } })],
  ['it was not there', 'read-version', () => made({ read: reads(KEY, null) })],
  ['written by another block', 'read-version', () => made({ read: reads(KEY, [8, 0]) })],
  ['written by another transaction of the block', 'read-version', () => made({ read: reads(KEY, [9, 1]) })],
  ['a bad endorsement of what was read', 'read-endorsements', () => ({ ...made(), read: spoiled(made().read) })],
  ['one with the larger s', 'read-endorsements', () => made({ read: { high: true } })],
  [
    'another number of the block',
    'block',
    () => withBlock(({ block }) => ({ number: block.number, previous: new Uint8Array(32) })),
  ],
  ['another value', 'block', () => withBlock(({ block }) => ({ value: Uint8Array.of(...block.value, 0x12, 0) }))],
  ['an entry more', 'block', () => withBlock(({ block }) => ({ entries: [...block.entries, Uint8Array.of(0)] }))],
  ['a block signed with the larger s', 'block', () => made({ block: { high: true } })],
  ['a signature under another key', 'block', () => withBlock(swappedKeys)],
  [
    'one orderer with the larger s',
    'block',
    () => made({ block: { orderer: member('Delta', 'orderer'), high: true } }),
  ],
];

function withBlock(change: (evidence: FabricEvidence) => Partial<FabricEvidence['block']>): FabricEvidence {
  const evidence = made();
  return { ...evidence, block: { ...evidence.block, ...change(evidence) } };
}

function swappedKeys({ block: { ordering } }: FabricEvidence): Partial<FabricEvidence['block']> {
  if (ordering.by === 'one') return {};
  const [first, second, ...rest] = ordering.signatures;
  if (!first || !second) return {};
  return {
    ordering: {
      by: 'quorum',
      signatures: [{ ...first, key: second.key }, { ...second, key: first.key }, ...rest],
    },
  };
}

test('evidence that is right holds', () => {
  expect(failure(made())).toBeNull();
  expect(failure(made({ block: { orderer: member('Delta', 'orderer') } }))).toBeNull();
  expect(failure(made({ read: reads(LATEST) }))).toBeNull();
  expect(failure(made({ read: { endorsers: [ALPHA] } }))).toBeNull();
});

test('the second transaction of a block has its own place', () => {
  const before = envelopeOf(endorsedBy({ nonce: 'before', writes: [] }));
  expect(failure(made({ block: { before: [before] } }))).toBeNull();
  expect(failure(made({ block: { before: [before] }, read: reads(KEY, [9, 0]) }))).toBe('read-version');
});

describe.each(REFUSED)('%s', (_, check, evidence) => {
  it(`is refused by ${check} first`, () => expect(failure(evidence())).toBe(check));
});

test('every check has evidence that it refuses', () => {
  expect(new Set(REFUSED.map(([, check]) => check))).toEqual(new Set(FABRIC_CHECKS));
  expect(stepsOf(made(), subject, nobleCrypto).map(({ name }) => name)).toEqual(FABRIC_CHECKS);
});

test('another certificate than the one it was made for', () => {
  const other = { ...subject, noteText: subject.noteText.replace(/\n.*\n$/, `\n${'A'.repeat(43)}=\n`) };
  expect(failure(made(), other)).toBe('checkpoint');
  expect(failure(made(), { ...subject, checkpoint: { ...subject.checkpoint, size: 6 } })).toBe('checkpoint');
});

describe('the encoding', () => {
  it('gives back what was written', () => {
    for (const evidence of [
      made(),
      made({ block: { orderer: member('Delta', 'orderer') } }),
      made({ transaction: { endorsers: [ALPHA, ALPHA] }, read: { endorsers: [BETA, ALPHA] } }),
    ])
      expect(readFabricEvidence(fabricAnchor(evidence))).toEqual(evidence);
  });

  it('names an endorser of the transaction by its place, and only so', () => {
    const anchor = fabricAnchor(made({ read: { endorsers: [BETA] } }));
    expect(JSON.stringify(anchor)).toContain('"endorsements":[[1,');
  });

  const broken = (change: (body: Body) => void): string => {
    const anchor = structuredClone(fabricAnchor(made())) as unknown as { kind: string; fabric: Body };
    change(anchor.fabric);
    try {
      readFabricEvidence(anchor as never);
      return 'accepted';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const wholeEndorser = () => {
    const [first] = made().transaction.endorsements;
    return toBase64(first?.endorser ?? new Uint8Array(0));
  };

  it.each<[string, (body: Body) => void, RegExp]>([
    ['a name that no channel has', (body) => (body.channel = 'Évidence'), /name of a channel/],
    ['an index beyond the block', (body) => (body.block.index = 1), /no such transaction/],
    ['a place beyond the endorsements', (body) => (body.read.endorsements[0] = [7, 'AA==']), /no such endorsement/],
    [
      'an endorser in whole that has a place',
      (body) => (body.read.endorsements[0] = [wholeEndorser(), 'AA==']),
      /first place/,
    ],
    ['orderers out of their order', (body) => void body.block.ordering.signatures.reverse(), /order of their numbers/],
    [
      'an orderer twice',
      (body) => body.block.ordering.signatures.push(body.block.ordering.signatures.at(-1)),
      /each orderer once/,
    ],
    ['no orderer', (body) => (body.block.ordering.signatures = []), /a list of 1 to/],
    ['a key of 32 bytes', (body) => (body.block.ordering.signatures[0][2] = `${'A'.repeat(43)}=`), /32 bytes where 33/],
    ['another way of ordering', (body) => (body.block.ordering.by = 'two'), /quorum or one/],
    ['a short hash', (body) => (body.block.previous = 'AAAA'), /3 bytes where 32/],
    ['too many transactions', (body) => (body.block.entries = Array(65).fill('AAAA')), /a list of 1 to 64/],
    [
      'too large ones',
      (body) => (body.block.entries = [...body.block.entries, 'A'.repeat(4 * 21_840)]),
      /bytes of transactions/,
    ],
    ['a member more', (body) => (body.more = 1), /no field "more"/],
  ])('refuses %s', (_, change, message) => expect(broken(change)).toMatch(message));
});

// biome-ignore lint/suspicious/noExplicitAny: what anybody may write
type Body = any;
