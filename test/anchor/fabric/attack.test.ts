/** What somebody with the keys of one organisation, or of one orderer, could try; the network exists only here. */
import { p256 } from '@noble/curves/nist.js';
import { describe, expect, it, test } from 'vitest';
import { bytesField, messageField, uintField } from '../../../core/anchors/cometbft/protobuf.ts';
import { type Block, headerBytes, signedBytes } from '../../../core/anchors/fabric/block.ts';
import { isOrderedBy, readConfiguration } from '../../../core/anchors/fabric/configuration.ts';
import {
  type Epoch,
  epochJson,
  type Organisation,
  organisationOf,
  readEpochs,
} from '../../../core/anchors/fabric/epochs.ts';
import { type FabricEvidence, fabricAnchor, readFabricEvidence } from '../../../core/anchors/fabric/evidence.ts';
import { gatherEvidence } from '../../../core/anchors/fabric/gather.ts';
import { readIdentity, readP256Certificate } from '../../../core/anchors/fabric/identity.ts';
import { firstRefusal, judgeEvidence } from '../../../core/anchors/fabric/judge.ts';
import { readMessage } from '../../../core/anchors/fabric/protobuf.ts';
import { firstFailure } from '../../../core/anchors/fabric/verify.ts';
import { verifyP256 } from '../../../core/crypto/p256.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { concat, utf8 } from '../../../core/formats/bytes.ts';
import { derOf, TAG } from '../../../core/formats/der.ts';
import { outcome } from '../../core/support/outcome.ts';
import { actorOf, certificateOf, pemOf, publicKeyOf, signAs } from './support/certificates.ts';
import {
  ALPHA,
  BETA,
  CONSENTERS,
  endorsedBy,
  envelopeOf,
  epoch,
  keysOf,
  member,
  networkEvidence,
  ORGANISATIONS,
} from './support/network.ts';
import { at, subject } from './support/subject.ts';

const LOG = { controller: 'desk-holder' };
const DELTA = member('Delta', 'orderer');
const RAFT = epoch({ ordering: { by: 'one', organisations: ['Delta'] } });
const door = (evidence: FabricEvidence) => outcome(() => readFabricEvidence(fabricAnchor(evidence)));
const withBlock = (evidence: FabricEvidence, change: Partial<FabricEvidence['block']>): FabricEvidence => ({
  ...evidence,
  block: { ...evidence.block, ...change },
});

describe('the place of a transaction in its block', () => {
  const { checkpoint, latest } = keysOf(at);
  const writes = [checkpoint, latest].map((key) => ({ key, value: at.note }));
  const first = envelopeOf(endorsedBy({ nonce: 'first', writes: [] }));
  const winner = envelopeOf(endorsedBy({ nonce: 'winner', writes }));
  // the same note again, by a transaction that lost: the ledger has it as the one before wrote it
  const lost = (version: readonly [number, number]) =>
    networkEvidence(at, { block: { before: [first, winner] }, read: { reads: [{ key: checkpoint, version }] } });

  it('is not that of another which wrote the same', () => {
    const evidence = lost([9, 1]);
    expect(firstFailure(evidence, subject, nobleCrypto)).toBe('read-version');
    const [, , own = new Uint8Array(0)] = evidence.block.entries;
    // the same bytes, so the same hash of the data and the same signatures
    const forged = withBlock(evidence, { entries: [concat(first, winner), own], index: 1 });
    expect(firstFailure(forged, subject, nobleCrypto)).toBeNull();
    expect(door(forged)).toBe('malformed');
  });

  it.each<[string, number, (own: Uint8Array) => readonly Uint8Array[]]>([
    ['an empty entry before it', 1, (own) => [new Uint8Array(0), own]],
    ['its signature as an entry', 0, (own) => [own.subarray(0, payloadEnd(own)), own.subarray(payloadEnd(own))]],
    ['its signature in an entry that is cut', 0, (own) => [own.subarray(0, payloadEnd(own)), own.subarray(-9)]],
  ])('is not moved by %s', (_, index, split) => {
    const evidence = networkEvidence(at);
    const [own = new Uint8Array(0)] = evidence.block.entries;
    expect(door(withBlock(evidence, { entries: split(own), index }))).toBe('malformed');
  });
});

/** Where the signature of an envelope begins: tag and length before it have a byte each. */
const payloadEnd = (envelope: Uint8Array) => envelope.length - readMessage(envelope).bytes(2).length - 2;

describe('what orderers sign', () => {
  it('names a configuration, else it is refused before anybody judges it', () => {
    const evidence = networkEvidence(at);
    for (const value of [Uint8Array.of(0x0a), Uint8Array.of(0x0a, 2, 8), utf8('value')])
      expect(door(withBlock(evidence, { value }))).toBe('malformed');
  });

  it('is not divided in another way', () => {
    const metadata = utf8('metadata');
    for (const [orderer, refused] of [
      [undefined, 'malformed'],
      [DELTA, 'block'],
    ] as const) {
      const evidence = networkEvidence(at, { block: { metadata, ...(orderer && { orderer }) } });
      expect(firstFailure(evidence, subject, nobleCrypto)).toBeNull();
      const { ordering, value } = evidence.block;
      const take = <S extends { header: Uint8Array }>(one: S): S => ({
        ...one,
        header: concat(value.subarray(2), one.header),
      });
      const moved = withBlock(evidence, {
        value: value.subarray(0, 2), // the configuration stays; the same bytes are signed
        ordering:
          ordering.by === 'one'
            ? { ...ordering, signature: take(ordering.signature) }
            : { ...ordering, signatures: ordering.signatures.map(take) },
      });
      const found = door(moved);
      expect(found === 'accepted' ? firstFailure(moved, subject, nobleCrypto) : found).toBe(refused);
    }
  });

  it('one signature that does not hold stands not in the way of one that does', () => {
    const { block, read, channel } = networkEvidence(at, { block: { orderer: DELTA } });
    if (block.ordering.by !== 'one') throw new Error('by one');
    const { signature } = block.ordering;
    const bad = { ...signature, signature: signAs('nobody', utf8('x')) };
    const copy: Block = { ...block, dataHash: new Uint8Array(32), signatures: [bad, signature] };
    const transaction = readTxId(block.entries[0] as Uint8Array);
    const gather = (signatures: Block['signatures']) =>
      gatherEvidence(
        { channel, copies: [{ ...copy, signatures }], transaction, read, ordering: RAFT.ordering },
        nobleCrypto,
      );
    expect(firstFailure(gather([bad, signature]), subject, nobleCrypto)).toBeNull();
    expect(outcome(() => gather([bad]))).toBe('anchor-unavailable');
  });

  it('a configuration block that makes its own orderers is signed by none of those before it', () => {
    const number = 9;
    const value = messageField(1, uintField(1, number));
    const entries = [utf8('configuration')];
    const data = nobleCrypto.sha256(utf8('configuration'));
    const previous = new Uint8Array(32);
    const signedBy = (names: readonly string[]): Block => ({
      number,
      previous,
      dataHash: data,
      entries,
      value,
      signatures: names.map((name, i) => {
        const header = uintField(1, i + 1);
        const message = signedBytes(value, { header }, headerBytes({ number, previous }, data));
        return { by: 'consenter', header, signature: signAs(name, message) };
      }),
    });
    const known = ['Alpha', 'Beta', 'Gamma', 'Delta'].map((mspId) => `orderer of ${mspId}`);
    const own = known.map((name) => `new ${name}`);
    const ordered = (names: readonly string[]) => isOrderedBy(signedBy(names), epoch(), nobleCrypto);
    expect([ordered(known), ordered(own), ordered([...known.slice(0, 2), ...own.slice(2)])]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a configuration', () => {
  const entry = (name: string, value: Uint8Array) => concat(bytesField(1, utf8(name)), bytesField(2, value));
  const group = (
    groups: readonly (readonly [string, Uint8Array])[],
    values: readonly (readonly [string, Uint8Array])[] = [],
  ) =>
    concat(
      ...groups.map(([name, value]) => messageField(2, entry(name, value))),
      ...values.map(([name, value]) => messageField(3, entry(name, bytesField(2, value)))),
    );
  const organisation = (authority: string) => {
    const root = pemOf(certificateOf(authority, { authority: true }));
    const msp = concat(bytesField(1, utf8('Alpha')), bytesField(2, utf8(root)));
    return group([], [['MSP', bytesField(2, msp)]]);
  };
  const read = (application: readonly (readonly [string, Uint8Array])[], orderer: Uint8Array) => {
    const channel = group([
      ['Application', group(application)],
      ['Orderer', group([['Alpha', orderer]], [['ConsensusType', bytesField(1, utf8('etcdraft'))]])],
    ]);
    const header = bytesField(1, bytesField(1, uintField(1, 1)));
    const payload = concat(header, bytesField(2, bytesField(1, bytesField(2, channel))));
    const block = { number: 0, previous: new Uint8Array(32), dataHash: new Uint8Array(32), signatures: [] };
    return readConfiguration({ ...block, value: new Uint8Array(0), entries: [bytesField(1, payload)] });
  };
  const own = organisation('ca Alpha');

  it('does not define an organisation in two ways, of which one would replace the other', () => {
    expect(read([['Alpha', own]], own).organisations.map(({ mspId }) => mspId)).toEqual(['Alpha']);
    expect(outcome(() => read([['Alpha', own]], organisation('ca Delta')))).toBe('malformed');
    expect(
      outcome(() =>
        read(
          [
            ['Alpha', own],
            ['Other', organisation('ca Delta')],
          ],
          own,
        ),
      ),
    ).toBe('malformed');
  });

  it('does not have a part twice', () => {
    expect(
      outcome(() =>
        read(
          [
            ['Alpha', own],
            ['Alpha', own],
          ],
          own,
        ),
      ),
    ).toBe('malformed');
  });
});

const readTxId = (envelope: Uint8Array): string => {
  const payload = readMessage(readMessage(envelope).bytes(1));
  return readMessage(readMessage(payload.bytes(1)).bytes(1)).text(5);
};

describe('certificates', () => {
  const odd = (options: Parameters<typeof certificateOf>[1]) =>
    actorOf('Beta', 'odd peer of Beta', { units: ['peer'], issuer: 'ca Beta', ...options });
  const made = (...endorsers: readonly (typeof ALPHA)[]) =>
    networkEvidence(at, { transaction: { endorsers }, read: { endorsers } });
  const refusal = (evidence: FabricEvidence, ...epochs: readonly Epoch[]) => {
    expect(firstFailure(evidence, subject, nobleCrypto)).toBeNull();
    return firstRefusal({ evidence, epochs: epochs.length > 0 ? epochs : [epoch()], log: LOG })?.rule ?? null;
  };
  const changed = (change: Partial<Organisation>) =>
    epoch({ organisations: ORGANISATIONS.map((one) => (one.mspId === 'Beta' ? { ...one, ...change } : one)) });
  const UNREADABLE = { constraints: Uint8Array.of(0x30, 9) };

  it('that cannot be read have no role, and do not stop the judgement of the others', () => {
    expect(refusal(made(ALPHA, odd(UNREADABLE)))).toBe('endorsers');
    const evidence = made(ALPHA, BETA, member('Gamma'), odd(UNREADABLE));
    expect(refusal(evidence)).toBeNull();
    expect(judgeEvidence({ evidence, epochs: [epoch()], log: LOG }, nobleCrypto).quorum?.have).toBe(3);
  });

  it('of an authority whose constraints cannot be read have none', () => {
    const roots = [readP256Certificate(certificateOf('ca Beta', { authority: true, ...UNREADABLE }))];
    expect(refusal(made(ALPHA, BETA), changed({ roots }))).toBe('endorsers');
  });

  it('with an empty unit have not the role that the organisation gives to nobody', () => {
    const units = { admin: 'admin', client: 'client', orderer: 'orderer', peer: null };
    expect(refusal(made(ALPHA, odd({ units: [''] })), changed({ units }))).toBe('endorsers');
  });

  it('of a peer are no authorities', () => {
    const below = odd({ issuer: 'peer of Beta' });
    expect(refusal(made(ALPHA, below))).toBe('endorsers');
    const peer = readIdentity(BETA.identity).certificate;
    expect(refusal(made(ALPHA, below), changed({ intermediates: [peer], issuer: null }))).toBe('endorsers');
  });

  it('of an authority with the same name and another key are those of nobody', () => {
    const roots = [readP256Certificate(certificateOf('ca Beta', { authority: true, keyOf: 'somebody else' }))];
    expect(refusal(made(ALPHA, BETA), changed({ roots }))).toBe('endorsers');
  });

  it('of one authority are not those of two organisations in different hands', () => {
    const [alpha] = ORGANISATIONS;
    const shared = { roots: alpha?.roots ?? [] };
    // who has one certificate could call itself by both names
    const both = actorOf('Beta', 'peer of Alpha', { units: ['peer'], issuer: 'ca Alpha' });
    expect(refusal(made(ALPHA, both), changed(shared))).toBeNull();
    const read = (one: Epoch) => outcome(() => readEpochs([epochJson(one)]));
    expect(read(changed(shared))).toBe('malformed');
    expect(read(changed({ ...shared, controller: 'Alpha' }))).toBe('accepted');
    // under one root, each by an intermediate of its own
    const ica = readP256Certificate(certificateOf('ica Beta', { authority: true, issuer: 'ca Alpha' }));
    expect(read(changed({ ...shared, intermediates: [ica], issuer: 1 }))).toBe('accepted');
    expect(read(changed({ ...shared, intermediates: [ica], issuer: null }))).toBe('malformed');
  });

  it('are read with whole keys only', () => {
    const der = certificateOf('peer of Alpha', {});
    const key = publicKeyOf('peer of Alpha');
    const place = der.findIndex((_, i) => key.every((byte, j) => der[i + j] === byte));
    for (const form of [5, 6, 7]) {
      const other = Uint8Array.from(der);
      other[place] = form;
      expect(outcome(() => readP256Certificate(other))).toBe('malformed');
    }
    expect(outcome(() => readP256Certificate(der))).toBe('accepted');
  });

  it('of a consenter are of no other role', () => {
    const [{ mspId, certificate }] = CONSENTERS as [(typeof CONSENTERS)[number]];
    expect(organisationOf({ mspId, certificate, key: certificate.key.bits }, 'peer', epoch())).toBeNull();
  });
});

test('two that are one voice by a third, which did not sign, count once', () => {
  const hands: Readonly<Record<string, string>> = { Alpha: 'ibm', Beta: 'IBM', Gamma: 'lBM' };
  const organisations = ORGANISATIONS.map((one) => ({ ...one, controller: hands[one.mspId] ?? one.controller }));
  const endorsers = [ALPHA, member('Gamma')];
  const evidence = networkEvidence(at, { transaction: { endorsers }, read: { endorsers } });
  const refusal = (epochs: readonly Epoch[]) => firstRefusal({ evidence, epochs, log: LOG })?.rule ?? null;
  expect(refusal([epoch({ organisations: organisations.filter(({ mspId }) => mspId !== 'Beta') })])).toBeNull();
  expect(refusal([epoch({ organisations })])).toBe('endorsers');
});

describe('signatures', () => {
  const message = utf8('what is signed');
  const key = publicKeyOf('Alpha');
  const own = signAs('Alpha', message);
  const { r, s } = p256.Signature.fromBytes(own, 'der');
  const bytes = (value: bigint) =>
    Uint8Array.from(value.toString(16).padStart(64, '0').match(/../g) ?? [], (two) => Number.parseInt(two, 16));
  const whole = (digits: Uint8Array) => {
    const start = digits.findIndex((byte) => byte !== 0);
    const short = start < 0 ? Uint8Array.of(0) : digits.subarray(start);
    return (short[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), short) : short;
  };
  const integer = (value: bigint) => derOf(TAG.integer, whole(bytes(value)));
  const der = (...parts: readonly Uint8Array[]) => derOf(TAG.sequence, ...parts);
  const order = p256.Point.Fn.ORDER;
  const long = (value: Uint8Array) => concat(value.subarray(0, 1), Uint8Array.of(0x81), value.subarray(1));

  test('in strict DER hold', () => {
    expect(der(integer(r), integer(s))).toEqual(own);
    expect(verifyP256(own, message, key, 'low')).toBe(true);
    expect(verifyP256(signAs('Alpha', message, true), message, key, 'any')).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['the larger s', der(integer(r), integer(order - s))],
    ['r = 0', der(integer(0n), integer(s))],
    ['s = 0', der(integer(r), integer(0n))],
    ['s = n', der(integer(r), integer(order))],
    ['r + n', der(integer(r + order), integer(s))],
    ['a zero too many', der(derOf(TAG.integer, Uint8Array.of(0), whole(bytes(r))), integer(s))],
    ['a negative r', der(derOf(TAG.integer, concat(Uint8Array.of(0x80), bytes(r).subarray(1))), integer(s))],
    ['an empty integer', der(derOf(TAG.integer), integer(s))],
    ['a long form of a short length', long(own)],
    ['a long form inside', der(long(integer(r)), integer(s))],
    ['an indefinite length', concat(Uint8Array.of(0x30, 0x80), own.subarray(2), new Uint8Array(2))],
    ['bytes behind it', concat(own, Uint8Array.of(0))],
    ['a third integer', der(integer(r), integer(s), integer(1n))],
    ['r and s without DER', concat(bytes(r), bytes(s))],
    ['nothing', new Uint8Array(0)],
  ])('with %s do not', (_, signature) => expect(verifyP256(signature, message, key, 'low')).toBe(false));
});

describe('messages', () => {
  it('do not have a field twice, of which others would take the last', () => {
    const message = readMessage(
      concat(uintField(1, 1), bytesField(2, utf8('a')), uintField(1, 2), bytesField(2, utf8('b'))),
    );
    expect([outcome(() => message.uint(1)), outcome(() => message.text(2))]).toEqual(['malformed', 'malformed']);
  });

  it('do not have a number where bytes are due, nor bytes where a number is', () => {
    const message = readMessage(concat(uintField(1, 1), bytesField(2, utf8('a'))));
    expect([outcome(() => message.bytes(1)), outcome(() => message.uint(2))]).toEqual(['malformed', 'malformed']);
  });

  it.each<[string, number[]]>([
    ['a tag in a longer form', [0x8a, 0x00, 0x00]],
    ['a length in a longer form', [0x0a, 0x80, 0x00]],
    ['a group', [0x0b, 0x0c]],
    ['a fixed number', [0x0d, 0, 0, 0, 0]],
    ['field 0', [0x02, 0x00]],
    ['a length beyond the end', [0x0a, 0x02, 0x00]],
    ['an integer beyond 2^53', [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]],
  ])('do not have %s', (_, bytes) => expect(outcome(() => readMessage(Uint8Array.from(bytes)))).toBe('malformed'));

  it('do not have more fields than are read', () => {
    expect(outcome(() => readMessage(new Uint8Array(2 * 4097).map((_, i) => (i % 2 ? 0 : 8))))).toBe('too-large');
  });
});
