/** What a seal needs of an X.509 certificate with an SM2 key (RFC 5280 section 4.1, GB/T 20518, GM/T 0015). */
import { bitsOf, contentOf, type Der, membersOf, oidOf, readDer, TAG, textOf, timeOf } from '../../formats/der.ts';

/** A certificate; nothing of it is believed until somebody vouches for its issuer. */
export interface Certificate {
  readonly der: Uint8Array;
  /** The common name, or the whole name where there is none. */
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** The point, when the key is one for SM2; else null. */
  readonly sm2Key: Uint8Array | null;
}

const OID = { commonName: '2.5.4.3', ecPublicKey: '1.2.840.10045.2.1', sm2: '1.2.156.10197.1.301' } as const;

/** Reads a certificate. Throws `malformed`. */
export function readCertificate(der: Uint8Array): Certificate {
  const [tbs] = membersOf(readDer(der));
  const fields = membersOf(tbs);
  // the version stands in front, where it is not the first
  const [, , issuer, validity, subject, key] = fields[0]?.tag === TAG.explicit0 ? fields.slice(1) : fields;
  const [from, until] = membersOf(validity);
  return {
    der,
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    validFrom: timeOf(from),
    validUntil: timeOf(until),
    sm2Key: sm2KeyOf(key),
  };
}

/** RFC 5280 section 4.1.2.4: a sequence of sets of pairs. */
function nameOf(name: Der | undefined): string {
  const parts = membersOf(name).flatMap((set) => membersOf(set, TAG.set).map((pair) => membersOf(pair)));
  const common = parts.filter(([type]) => oidOf(type) === OID.commonName);
  return (common.length > 0 ? common : parts).map(([, value]) => textOf(value)).join(', ');
}

function sm2KeyOf(key: Der | undefined): Uint8Array | null {
  const [algorithm, point] = membersOf(key);
  const [type, curve] = membersOf(algorithm);
  if (oidOf(type) !== OID.ecPublicKey || curve?.tag !== TAG.oid || oidOf(curve) !== OID.sm2) return null;
  return bitsOf(point);
}

/** A certificate inside an OCTET STRING, as seals carry them. */
export function certificateIn(value: Der | undefined): Certificate {
  return readCertificate(contentOf(value, TAG.octets));
}
