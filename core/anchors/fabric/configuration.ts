/**
 * Configuration blocks of a channel: organisations with their authorities, and who orders. A trust bundle is made of them,
 * by somebody who confirms in another way that the first is right; verification itself needs none.
 */

import { compressedPoint } from '../../crypto/p256.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { equal, fromUtf8 } from '../../formats/bytes.ts';
import type { X509 } from '../../formats/x509.ts';
import { type Block, consenterOf, dataHash, hasItsData, headerBytes, isSignedBy, ordererOf } from './block.ts';
import { type Consenter, type Epoch, type Ordering, organisationOf, quorumOf, type Role } from './epochs.ts';
import { derOfPem, readIdentity, readP256Certificate } from './identity.ts';
import { type Message, readMessage } from './protobuf.ts';

/** An organisation as a configuration has it. */
export interface ConfiguredOrganisation {
  readonly mspId: string;
  readonly roots: readonly X509[];
  readonly intermediates: readonly X509[];
  readonly units: Readonly<Record<Role, string | null>>;
  readonly issuer: number | null;
  /** Revocation lists that it publishes; a bundle does not carry them. */
  readonly revocationLists: number;
}

/** Where an organisation's orderers answer. */
export interface OrdererEndpoints {
  readonly mspId: string;
  /** `host:port`. */
  readonly addresses: readonly string[];
  /** PEM of the authorities that sign their TLS certificates. */
  readonly tlsRoots: readonly string[];
}

/** What a configuration block says. */
export interface Configuration {
  readonly channel: string;
  readonly number: number;
  readonly organisations: readonly ConfiguredOrganisation[];
  /** Names of those that endorse and of those that order; an organisation may be both. */
  readonly application: readonly string[];
  readonly ordering: Ordering;
  /** As far as the organisations that order say it. */
  readonly endpoints: readonly OrdererEndpoints[];
}

/** `common.HeaderType` of a configuration. */
const CONFIG = 1;
const sub = (message: Message, field: number) => readMessage(message.bytes(field));

/** Reads a configuration block. Throws `malformed`, also for a block of another sort. */
export function readConfiguration(block: Block): Configuration {
  const [entry, ...others] = block.entries;
  if (!entry || others.length > 0) throw new NotaryError('malformed', 'fabric: a configuration block has one entry');
  const payload = sub(readMessage(entry), 1);
  const channelHeader = sub(sub(payload, 1), 1);
  if (channelHeader.uint(1) !== CONFIG) throw new NotaryError('malformed', 'fabric: not a configuration block');
  const channel = groupOf(sub(sub(payload, 2), 1).bytes(2));
  const application = membersOfGroup(channel.groups.get('Application'));
  const orderers = channel.groups.get('Orderer');
  const ordering = membersOfGroup(orderers);
  const byName = new Map<string, DefinedOrganisation>();
  for (const one of [...application, ...ordering]) {
    if (!equal(one.definition, byName.get(one.mspId)?.definition ?? one.definition))
      throw new NotaryError('malformed', `fabric: ${one.mspId} is defined in two ways`);
    byName.set(one.mspId, one);
  }
  const names = (list: readonly DefinedOrganisation[]) => list.map(({ mspId }) => mspId);
  return {
    channel: channelHeader.text(4),
    number: block.number,
    organisations: [...byName.values()].map(({ definition: _, ...one }) => one),
    application: names(application),
    ordering: orderingOf(groupOf(orderers), names(ordering)),
    endpoints: endpointsOf(orderers),
  };
}

/** `common.ConfigGroup`. */
interface Group {
  readonly groups: ReadonlyMap<string, Uint8Array>;
  readonly values: ReadonlyMap<string, Uint8Array>;
}

function groupOf(bytes: Uint8Array | undefined): Group {
  const message = readMessage(bytes ?? new Uint8Array(0));
  const entries = (field: number) => {
    const all = message.list(field).map((one) => {
      const entry = readMessage(one);
      return [entry.text(1), entry.bytes(2)] as const;
    });
    if (new Set(all.map(([name]) => name)).size !== all.length)
      throw new NotaryError('malformed', 'fabric: a part of a configuration stands twice');
    return all;
  };
  const values = entries(3).map(([name, value]) => [name, readMessage(value).bytes(2)] as const);
  return { groups: new Map(entries(2)), values: new Map(values) };
}

/** With the bytes by which it is defined: where it orders and endorses it has to be the same (fabric/msp/mspmgrimpl.go). */
interface DefinedOrganisation extends ConfiguredOrganisation {
  readonly definition: Uint8Array;
}

function membersOfGroup(group: Uint8Array | undefined): readonly DefinedOrganisation[] {
  return [...groupOf(group).groups.values()].map((organisation) => {
    const definition = readMessage(groupOf(organisation).values.get('MSP') ?? new Uint8Array(0)).bytes(2);
    return { ...organisationOfMsp(definition), definition };
  });
}

/** The value `Endpoints` of an organisation (`common.OrdererAddresses`), with the TLS authorities of its definition. */
function endpointsOf(orderers: Uint8Array | undefined): readonly OrdererEndpoints[] {
  return [...groupOf(orderers).groups.values()].map((organisation) => {
    const { values } = groupOf(organisation);
    const msp = readMessage(readMessage(values.get('MSP') ?? new Uint8Array(0)).bytes(2));
    return {
      mspId: msp.text(1),
      addresses: readMessage(values.get('Endpoints') ?? new Uint8Array(0))
        .list(1)
        .map(fromUtf8),
      tlsRoots: [...msp.list(9), ...msp.list(10)].map(fromUtf8),
    };
  });
}

/** `msp.FabricMSPConfig`. */
function organisationOfMsp(bytes: Uint8Array): ConfiguredOrganisation {
  const msp = readMessage(bytes);
  const certificates = (field: number) => msp.list(field).map((pem) => readP256Certificate(derOfPem(pem)));
  const [roots, intermediates] = [certificates(2), certificates(3)];
  const nodes = sub(msp, 11);
  const isOn = nodes.uint(1) === 1;
  const unitOf = (field: number) => (isOn ? sub(nodes, field).text(2) || null : null);
  const bound = [2, 3, 4, 5].map((field) => sub(nodes, field).bytes(1)).filter((pem) => isOn && pem.length > 0);
  return {
    mspId: msp.text(1),
    roots,
    intermediates,
    units: { client: unitOf(2), peer: unitOf(3), admin: unitOf(4), orderer: unitOf(5) },
    issuer: issuerOf(bound.map(derOfPem), [...roots, ...intermediates]),
    revocationLists: msp.list(5).length,
  };
}

/** The authority to which roles are bound; null where they are bound to none. Throws `malformed` where to several. */
function issuerOf(bound: readonly Uint8Array[], authorities: readonly X509[]): number | null {
  const found = new Set(bound.map((der) => authorities.findIndex((one) => equal(one.der, der))));
  if (found.size > 1 || found.has(-1))
    throw new NotaryError('malformed', 'fabric: an organisation whose roles are bound to several authorities');
  return [...found][0] ?? null;
}

function orderingOf({ values }: Group, organisations: readonly string[]): Ordering {
  const type = readMessage(values.get('ConsensusType') ?? new Uint8Array(0)).text(1);
  if (type === 'etcdraft') return { by: 'one', organisations };
  if (type !== 'BFT') throw new NotaryError('not-supported', `fabric: ordering by ${JSON.stringify(type)}`);
  const consenters = readMessage(values.get('Orderers') ?? new Uint8Array(0))
    .list(1)
    .map((one): Consenter => {
      const consenter = readMessage(one);
      const certificate = readP256Certificate(derOfPem(consenter.bytes(5)));
      return { id: consenter.uint(1), mspId: consenter.text(4), certificate };
    });
  return { by: 'quorum', consenters };
}

/**
 * Whether those who ordered before it signed a block, above all a configuration block: it names itself as the configuration
 * by which it was ordered, but is signed by those of the one before. Its data is checked too.
 */
export function isOrderedBy(block: Block, before: Pick<Epoch, 'ordering' | 'organisations'>, crypto: Crypto): boolean {
  const { ordering } = before;
  const header = headerBytes(block, dataHash(block.entries, crypto));
  const holds = (signature: Block['signatures'][number], key: Uint8Array) =>
    isSignedBy(signature, block.value, header, key);
  if (!hasItsData(block, crypto)) return false;
  if (ordering.by === 'one')
    return block.signatures.some((signature) => {
      if (signature.by !== 'orderer') return false;
      const identity = readIdentity(ordererOf(signature));
      const organisation = organisationOf(identity, 'orderer', before);
      return (
        organisation !== null && ordering.organisations.includes(organisation.mspId) && holds(signature, identity.key)
      );
    });
  const signed = block.signatures.flatMap((signature) => {
    if (signature.by !== 'consenter') return [];
    const consenter = ordering.consenters.find(({ id }) => id === consenterOf(signature));
    return consenter && holds(signature, compressedPoint(consenter.certificate.key.bits)) ? [consenter.id] : [];
  });
  return new Set(signed).size >= quorumOf(ordering.consenters.length);
}
