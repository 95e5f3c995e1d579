/** X.509 certificates (RFC 5280 section 4.1), read as far as seals and signatures of chains need them. */
import { bitsOf, contentOf, type Der, membersOf, oidOf, readDer, TAG, textOf, timeOf } from './der.ts';

/** A certificate; nothing of it is believed until somebody vouches for its issuer. */
export interface X509 {
  readonly der: Uint8Array;
  /** The bytes that the issuer signed, and how. */
  readonly signed: Der;
  readonly algorithm: Der | undefined;
  readonly signature: Der | undefined;
  readonly issuer: Der | undefined;
  readonly subject: Der | undefined;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** Of the key: identifiers of its kind and curve, and its bits. */
  readonly key: { readonly kind: string; readonly curve: string | null; readonly bits: Uint8Array };
  /** By identifier; each once. */
  readonly extensions: readonly Extension[];
}

/** RFC 5280 section 4.2. */
export interface Extension {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

const OID = { commonName: '2.5.4.3', unit: '2.5.4.11' } as const;
/** [3], constructed: the extensions. */
const EXPLICIT_3 = 0xa3;
const BOOLEAN = 0x01;

/** Reads a certificate. Throws `malformed`. */
export function readX509(der: Uint8Array): X509 {
  const [signed, algorithm, signature] = membersOf(readDer(der));
  const all = membersOf(signed);
  // the version stands in front, where it is not the first
  const fields = all[0]?.tag === TAG.explicit0 ? all.slice(1) : all;
  const [, , issuer, validity, subject, key, ...rest] = fields;
  const [from, until] = membersOf(validity);
  return {
    der,
    signed: signed as Der, // its members were read
    algorithm,
    signature,
    issuer,
    subject,
    validFrom: timeOf(from),
    validUntil: timeOf(until),
    key: keyOf(key),
    extensions: extensionsOf(rest.find(({ tag }) => tag === EXPLICIT_3)),
  };
}

function keyOf(key: Der | undefined): X509['key'] {
  const [algorithm, bits] = membersOf(key);
  const [kind, curve] = membersOf(algorithm);
  return { kind: oidOf(kind), curve: curve?.tag === TAG.oid ? oidOf(curve) : null, bits: bitsOf(bits) };
}

function extensionsOf(value: Der | undefined): readonly Extension[] {
  if (!value) return [];
  const [list] = membersOf(value, EXPLICIT_3);
  return membersOf(list).map((extension) => {
    const [id, ...rest] = membersOf(extension);
    const [critical] = rest.length > 1 ? [contentOf(rest[0], BOOLEAN)[0]] : [0];
    return { id: oidOf(id), critical: critical !== 0, value: contentOf(rest.at(-1), TAG.octets) };
  });
}

/** RFC 5280 section 4.1.2.4: a sequence of sets of pairs. */
function pairsOf(name: Der | undefined): readonly (readonly [type: string, value: Der | undefined])[] {
  return membersOf(name).flatMap((set) =>
    membersOf(set, TAG.set).map((pair) => {
      const [type, value] = membersOf(pair);
      return [oidOf(type), value] as const;
    }),
  );
}

/** The common name of a name, or the whole name where there is none. */
export function nameOf(name: Der | undefined): string {
  const parts = pairsOf(name);
  const common = parts.filter(([type]) => type === OID.commonName);
  return (common.length > 0 ? common : parts).map(([, value]) => textOf(value)).join(', ');
}

/** The organisational units in a name. */
export function unitsOf(name: Der | undefined): readonly string[] {
  return pairsOf(name)
    .filter(([type]) => type === OID.unit)
    .map(([, value]) => textOf(value));
}
