/** Blocks and endorsements of a real network: every hash, signature, name and version of theirs must come out the same. */
import { describe, expect, it, test } from 'vitest';
import {
  consenterOf,
  dataHash,
  hasItsData,
  headerBytes,
  isSignedBy,
  lastConfig,
  ordererOf,
} from '../../../core/anchors/fabric/block.ts';
import { isOrderedBy, readConfiguration } from '../../../core/anchors/fabric/configuration.ts';
import { organisationOf, quorumOf, ROLES } from '../../../core/anchors/fabric/epochs.ts';
import { readIdentity } from '../../../core/anchors/fabric/identity.ts';
import { endorsingOrganisations } from '../../../core/anchors/fabric/judge.ts';
import {
  allEndorsementsHold,
  answersProposal,
  contentOf,
  endorsersOf,
  isSuccessful,
  namesItself,
} from '../../../core/anchors/fabric/proposal.ts';
import { readMessage } from '../../../core/anchors/fabric/protobuf.ts';
import { compressedPoint } from '../../../core/crypto/p256.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { fromUtf8, toHex } from '../../../core/formats/bytes.ts';
import { outcome } from '../../core/support/outcome.ts';
import {
  blockOf,
  configurationBlock,
  configurationOf,
  endorsedOf,
  epochOfConfiguration,
  expectedOf,
  IDS,
} from './support/recorded.ts';

const WITH_TRANSACTION = IDS.filter((id) => expectedOf(id).transaction);
const readConfigurationOf = (id: string) => readConfiguration(blockOf(id));
const WITH_BLOCK = IDS.filter((id) => expectedOf(id).block?.index !== undefined);

describe.each(WITH_TRANSACTION)('%s', (id) => {
  const endorsed = endorsedOf(id);
  const { transaction: expected } = expectedOf(id);

  it('says what it said to the program that recorded it', () => {
    const { channel, txId, chaincodes, status, reads, writes, returned } = contentOf(endorsed);
    expect({ channel, txId, status }).toEqual({
      channel: expected?.channel,
      txId: expected?.txId,
      status: expected?.status,
    });
    expect(new Set(chaincodes)).toEqual(new Set([expected?.chaincode]));
    expect(
      reads.map(({ key, version }) => `${key} @ ${version ? `${version.block}:${version.index}` : 'absent'}`),
    ).toEqual(expected?.reads);
    expect(Object.fromEntries(writes.map(({ key, value }) => [key, value && fromUtf8(value)]))).toEqual(
      expected?.writes,
    );
    expect(fromUtf8(returned)).toBe(expected?.response);
  });

  it('is named by its creator, answered and endorsed', () => {
    expect(isSuccessful(contentOf(endorsed))).toBe(true);
    expect(namesItself(endorsed, contentOf(endorsed), nobleCrypto)).toBe(true);
    expect(answersProposal(endorsed, nobleCrypto)).toBe(true);
    expect(allEndorsementsHold(endorsed)).toBe(true);
    expect(endorsersOf(endorsed).map(({ mspId }) => mspId)).toEqual(expected?.endorsers);
  });

  it('is endorsed by the organisations of the configuration', () => {
    const epoch = epochOfConfiguration(0, {}, expected?.channel);
    const names = endorsingOrganisations(endorsed, epoch).map(({ mspId }) => mspId);
    expect(names.sort()).toEqual(expected?.organisations);
  });
});

test.each(WITH_BLOCK)('%s: the block has the hashes, the configuration and the signers that were recorded', (id) => {
  const block = blockOf(id);
  const expected = expectedOf(id).block;
  expect(hasItsData(block, nobleCrypto)).toBe(true);
  const header = headerBytes(block, dataHash(block.entries, nobleCrypto));
  expect(toHex(nobleCrypto.sha256(header))).toBe(expected?.headerHash);
  expect([block.number, block.entries.length, lastConfig(block.value)]).toEqual([
    expected?.number,
    expected?.transactions,
    expected?.lastConfig,
  ]);
  const { ordering } = configurationOf(expected?.lastConfig ?? 0, expectedOf(id).transaction?.channel);
  const signers = block.signatures.map((one) => {
    if (one.by === 'orderer') {
      const { mspId, key } = readIdentity(ordererOf(one));
      return { id: null, mspId, ok: isSignedBy(one, block.value, header, key) };
    }
    const number = consenterOf(one);
    const consenter = ordering.by === 'quorum' ? ordering.consenters.find((other) => other.id === number) : undefined;
    const key = compressedPoint(consenter?.certificate.key.bits ?? new Uint8Array(65));
    return { id: number, mspId: consenter?.mspId, ok: isSignedBy(one, block.value, header, key) };
  });
  expect(signers).toEqual(expected?.signers);
});

describe('roles', () => {
  const epoch = epochOfConfiguration(0);
  const rolesOf = (identity: ReturnType<typeof readIdentity>) =>
    ROLES.filter((role) => organisationOf(identity, role, epoch));

  it('a peer is one, also by an intermediate authority, and who proposed is a client', () => {
    const endorsed = endorsedOf('01-three-endorsers');
    for (const identity of endorsersOf(endorsed)) expect(rolesOf(identity)).toEqual(['peer']);
    expect(rolesOf(readIdentity(readMessage(endorsed.signatureHeader).bytes(1)))).toEqual(['client']);
  });

  it('an orderer of an organisation that also endorses is no peer', () => {
    const { ordering } = configurationOf(0);
    const [court] = ordering.by === 'quorum' ? ordering.consenters : [];
    expect(court?.mspId).toBe('CourtMSP');
    const identity = { mspId: 'CourtMSP', certificate: court?.certificate, key: court?.certificate.key.bits };
    expect(rolesOf(identity as ReturnType<typeof readIdentity>)).toEqual(['orderer']);
  });
});

describe('a configuration block', () => {
  it('says who endorses, who orders and by which authorities', () => {
    const { channel, number, application, organisations, ordering } = configurationOf(0);
    expect([channel, number]).toEqual(['checkpoints', 0]);
    expect([...application].sort()).toEqual(['BankAMSP', 'CourtMSP', 'SupplierMSP']);
    expect(organisations.map(({ mspId }) => mspId).sort()).toEqual(
      ['BankAMSP', 'BankMSP', 'CourtMSP', 'NotaryMSP', 'PlatformMSP', 'SupplierMSP'].sort(),
    );
    const supplier = organisations.find(({ mspId }) => mspId === 'SupplierMSP');
    expect([supplier?.roots.length, supplier?.intermediates.length, supplier?.issuer]).toEqual([1, 1, 1]);
    expect(supplier?.units).toEqual({ admin: 'admin', client: 'client', orderer: 'orderer', peer: 'peer' });
    expect(ordering.by === 'quorum' && ordering.consenters.map(({ id, mspId }) => `${id} ${mspId}`)).toEqual([
      '1 CourtMSP',
      '2 NotaryMSP',
      '3 BankMSP',
      '4 PlatformMSP',
    ]);
  });

  it('of a channel ordered by Raft names the organisations of its orderers', () => {
    const { ordering } = configurationOf(0, 'checkpoints-raft');
    expect(ordering.by === 'one' && [...ordering.organisations].sort()).toEqual(
      ['BankMSP', 'CourtMSP', 'NotaryMSP', 'PlatformMSP'].sort(),
    );
  });

  it('names itself, and is signed by the consenters before it', () => {
    const before = epochOfConfiguration(61);
    const block = configurationBlock(63);
    expect(lastConfig(block.value)).toBe(63);
    expect(isOrderedBy(block, before, nobleCrypto)).toBe(true);
    expect(isOrderedBy(configurationBlock(61), epochOfConfiguration(0), nobleCrypto)).toBe(true);
  });

  it('is refused where fewer signed, where its data is another, and where others had to sign', () => {
    const before = epochOfConfiguration(61);
    const block = configurationBlock(63);
    const fewer = { ...block, signatures: block.signatures.slice(1) };
    expect(isOrderedBy(fewer, before, nobleCrypto)).toBe(false);
    const twice = { ...block, signatures: [...fewer.signatures, ...fewer.signatures] };
    expect(isOrderedBy(twice, before, nobleCrypto)).toBe(false);
    expect(isOrderedBy({ ...block, entries: configurationBlock(61).entries }, before, nobleCrypto)).toBe(false);
    expect(isOrderedBy({ ...block, number: 64 }, before, nobleCrypto)).toBe(false);
    const raft = epochOfConfiguration(0, {}, 'checkpoints-raft');
    expect(isOrderedBy(block, raft, nobleCrypto)).toBe(false);
  });

  it('a block by Raft is signed by one orderer of the organisations that order', () => {
    const raft = epochOfConfiguration(0, {}, 'checkpoints-raft');
    expect(isOrderedBy(blockOf('16-raft'), raft, nobleCrypto)).toBe(true);
    const others = { ...raft, ordering: { by: 'one', organisations: ['NotaryMSP'] } as const };
    expect(isOrderedBy(blockOf('16-raft'), others, nobleCrypto)).toBe(false);
  });

  it('no other block is one', () => {
    expect(outcome(() => configurationBlock(0))).not.toBe('malformed');
    expect(outcome(() => readConfigurationOf('01-three-endorsers'))).toBe('malformed');
    expect(outcome(() => readConfigurationOf('03-block-with-two-a'))).toBe('malformed');
  });
});

test('quorums of SmartBFT', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 10, 13].map(quorumOf)).toEqual([1, 2, 2, 3, 4, 4, 5, 7, 9]);
});
