/**
 * A trust bundle's data for a channel of this kind: for each configuration, the organisations with their authorities, the
 * chaincode and its endorsement policy, and who orders blocks. docs/certificate-format/fabric.md.
 */
import { compressedPoint } from '../../crypto/p256.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { equal, toBase64, toHex } from '../../formats/bytes.ts';
import type { Json } from '../../formats/canonical.ts';
import {
  base64Bytes,
  type Decoder,
  integer,
  list,
  literal,
  mapped,
  nullable,
  object,
  tagged,
  text,
} from '../../formats/decoder.ts';
import { voicesOf } from '../../formats/names.ts';
import { plainText } from '../../formats/plain-text.ts';
import { unitsOf, type X509 } from '../../formats/x509.ts';
import { eachOnce, type NamedKey } from '../kind.ts';
import { chainOf, type Identity, MAX_CERTIFICATE, MSP_ID, readP256Certificate } from './identity.ts';

/** Roles that an organisation gives by the unit in a certificate's subject. */
export const ROLES = ['admin', 'client', 'orderer', 'peer'] as const;
/** One of them. */
export type Role = (typeof ROLES)[number];

/** An organisation as a trust bundle names it. */
export interface Organisation {
  readonly mspId: string;
  /** The name that is shown. */
  readonly organisation: string;
  /** Who holds its keys; organisations that are one voice count once, and those of the log's voice are its issuer. */
  readonly controller: string;
  readonly roots: readonly X509[];
  readonly intermediates: readonly X509[];
  /** The unit for each role (NodeOUs); null for a role that it gives to nobody. */
  readonly units: Readonly<Record<Role, string | null>>;
  /** Only certificates by this authority have a role: its index among roots and intermediates; null for any. */
  readonly issuer: number | null;
}

/** An orderer of a SmartBFT channel. */
export interface Consenter {
  readonly id: number;
  readonly mspId: string;
  readonly certificate: X509;
}

/** Who orders blocks: consenters of which a quorum signs, or organisations of which one orderer signs alone (Raft). */
export type Ordering =
  | { readonly by: 'quorum'; readonly consenters: readonly Consenter[] }
  | { readonly by: 'one'; readonly organisations: readonly string[] };

/** How many of which organisations must endorse. */
export interface Policy {
  readonly need: number;
  readonly of: readonly string[];
}

/** What holds for blocks by one or several configurations. */
export interface Epoch {
  /** Numbers of the configuration blocks, ascending. */
  readonly configurations: readonly number[];
  readonly chaincode: string;
  readonly policy: Policy;
  readonly organisations: readonly Organisation[];
  readonly ordering: Ordering;
}

/** Bounds by number. */
export const EPOCH_LIMITS = { organisations: 64, authorities: 8, consenters: 64, configurations: 1000 } as const;

const certificate: Decoder<X509> = mapped(base64Bytes(MAX_CERTIFICATE), (der) => readP256Certificate(der));
const authorities = (min: number) => list(certificate, EPOCH_LIMITS.authorities, min);
const mspId = text(64, MSP_ID, 'the name of an organisation');
const mspIds = list(mspId, EPOCH_LIMITS.organisations, 1);
const unit = nullable(text(64, /^\P{Cc}+$/u, 'a unit'));

const readOrganisation = object<Organisation>({
  mspId,
  organisation: plainText,
  controller: plainText,
  roots: authorities(1),
  intermediates: authorities(0),
  units: object<Organisation['units']>({ admin: unit, client: unit, orderer: unit, peer: unit }),
  issuer: nullable(integer(0, 2 * EPOCH_LIMITS.authorities - 1)),
});

const readOrdering = tagged<Ordering>('by', {
  quorum: object<Extract<Ordering, { by: 'quorum' }>>({
    by: literal('quorum'),
    consenters: list(object<Consenter>({ id: integer(1), mspId, certificate }), EPOCH_LIMITS.consenters, 1),
  }),
  one: object<Extract<Ordering, { by: 'one' }>>({ by: literal('one'), organisations: mspIds }),
});

const readEpoch = mapped(
  object<Epoch>({
    configurations: list(integer(), EPOCH_LIMITS.configurations, 1),
    chaincode: text(64, /^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/, 'the name of a chaincode'),
    policy: object<Policy>({ need: integer(1, EPOCH_LIMITS.organisations), of: mspIds }),
    organisations: list(readOrganisation, EPOCH_LIMITS.organisations, 1),
    ordering: readOrdering,
  }),
  checkedEpoch,
);

function checkedEpoch(epoch: Epoch, at: string): Epoch {
  const refuse = (what: string): never => {
    throw new NotaryError('malformed', `${at}: ${what}`);
  };
  const { policy, organisations, ordering } = epoch;
  const names = organisations.map((one) => one.mspId);
  const ordered = ordering.by === 'one' ? ordering.organisations : [];
  const ids = ordering.by === 'quorum' ? ordering.consenters.map(({ id }) => id) : [];
  const keys = ordering.by === 'quorum' ? ordering.consenters.map((one) => keyOf(one.certificate)) : [];
  for (const values of [names, policy.of, ordered, ids, keys])
    if (new Set<string | number>(values).size !== values.length) refuse('each organisation, number and key once');
  if (policy.need > policy.of.length) refuse('a policy that nobody can meet');
  if (![...policy.of, ...ordered].every((name) => names.includes(name))) refuse('an organisation without authorities');
  if (organisations.some(({ issuer, roots, intermediates }) => (issuer ?? 0) >= roots.length + intermediates.length))
    refuse('an issuer that is no authority');
  if (!areApart(organisations)) refuse('an authority of two organisations that are not in the same hands');
  if (!isAscending(epoch.configurations)) refuse('configurations in their order, each once');
  return epoch;
}

/** By its short form, under which signatures are compared. */
const keyOf = ({ key }: X509) => toBase64(compressedPoint(key.bits));

/** The authorities by whose certificates an organisation gives roles. */
function issuersOf({ roots, intermediates, issuer }: Organisation): readonly X509[] {
  const all = [...roots, ...intermediates];
  return issuer === null ? all : all.slice(issuer, issuer + 1);
}

/** Whoever has a certificate of an authority may call itself by any organisation that has it: those are one voice. */
function areApart(organisations: readonly Organisation[]): boolean {
  const voices = voicesOf(organisations);
  const owners = new Map<string, number | undefined>();
  return organisations.every((organisation, i) =>
    issuersOf(organisation).every((authority) => {
      const key = keyOf(authority);
      if (!owners.has(key)) owners.set(key, voices[i]);
      return owners.get(key) === voices[i];
    }),
  );
}

const isAscending = (numbers: readonly number[]) => numbers.every((n, i) => i === 0 || n > (numbers[i - 1] ?? 0));

/** The epochs of a bundle's channel. Throws `malformed`, also when a configuration is in two of them. */
export function readEpochs(epochs: readonly Json[]): readonly Epoch[] {
  const read = list(readEpoch, 1000, 1)(epochs, 'epochs');
  const all = read.flatMap(({ configurations }) => configurations);
  if (new Set(all).size !== all.length) throw new NotaryError('malformed', 'epochs: a configuration stands twice');
  return read;
}

const derJson = (list: readonly X509[]) => list.map(({ der }) => toBase64(der));

/** An epoch as a trust bundle carries it. */
export function epochJson({ configurations, chaincode, policy, organisations, ordering }: Epoch): Json {
  return {
    configurations,
    chaincode,
    policy: { need: policy.need, of: policy.of },
    organisations: organisations.map((one) => ({
      ...one,
      units: { ...one.units },
      roots: derJson(one.roots),
      intermediates: derJson(one.intermediates),
    })),
    ordering:
      ordering.by === 'one'
        ? { ...ordering }
        : {
            by: ordering.by,
            consenters: ordering.consenters.map((one) => ({ ...one, certificate: toBase64(one.certificate.der) })),
          },
  };
}

/** The authorities of all organisations, and the orderers of a channel where a quorum of them signs. */
export function namedKeys(epochs: readonly Json[], crypto: Pick<Crypto, 'sha256'>): readonly NamedKey[] {
  return eachOnce(
    readEpochs(epochs).flatMap(({ organisations, ordering }) => {
      const orderers = ordering.by === 'quorum' ? ordering.consenters : [];
      return organisations.flatMap((one) => {
        const { organisation, controller, mspId, roots, intermediates } = one;
        const own = orderers.filter((orderer) => orderer.mspId === mspId).map(({ certificate }) => certificate);
        return [...roots, ...intermediates, ...own].map(
          ({ der }): NamedKey => ({
            organisation,
            controller,
            is: 'certificate',
            fingerprint: toHex(crypto.sha256(der)),
          }),
        );
      });
    }),
  );
}

/** The epoch of a configuration, or null when the bundle does not name it. */
export function epochOf(epochs: readonly Epoch[], configuration: number): Epoch | null {
  return epochs.find(({ configurations }) => configurations.includes(configuration)) ?? null;
}

/** The organisation that an identity belongs to in this role and no other, or null. */
export function organisationOf(
  { mspId: name, certificate: own }: Identity,
  role: Role,
  epoch: Pick<Epoch, 'organisations'>,
): Organisation | null {
  const organisation = epoch.organisations.find((one) => one.mspId === name);
  if (!organisation) return null;
  try {
    const roles = rolesIn(own, organisation);
    return roles.length === 1 && roles[0] === role ? organisation : null;
  } catch {
    return null; // a part of a certificate that cannot be read; anybody may write one
  }
}

/** The roles that an organisation gives a certificate. Throws `malformed`. */
function rolesIn(own: X509, organisation: Organisation): readonly Role[] {
  const chain = chainOf(own, organisation);
  if (!chain) return [];
  const { units, issuer, roots, intermediates } = organisation;
  const bound = issuer === null ? null : [...roots, ...intermediates][issuer];
  if (bound && !(chain[0] && equal(chain[0].der, bound.der))) return [];
  const given = unitsOf(own.subject);
  return ROLES.filter((one) => units[one] !== null && given.includes(units[one]));
}

/** The consenter of this number with this key (33 bytes), or null. */
export function consenterIn({ ordering }: Pick<Epoch, 'ordering'>, id: number, key: Uint8Array): Consenter | null {
  if (ordering.by !== 'quorum') return null;
  const found = ordering.consenters.find((one) => one.id === id);
  return found && equal(compressedPoint(found.certificate.key.bits), key) ? found : null;
}

/** Signatures that a SmartBFT channel of n orderers needs: ⌈(n + f + 1) / 2⌉ where f = ⌊(n − 1) / 3⌋ of them may fail. */
export function quorumOf(orderers: number): number {
  return Math.ceil((orderers + Math.floor((orderers - 1) / 3) + 1) / 2);
}
