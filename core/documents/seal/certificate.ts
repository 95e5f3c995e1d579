/** What a seal needs of an X.509 certificate with an SM2 key (GB/T 20518, GM/T 0015). */
import { contentOf, type Der, TAG } from '../../formats/der.ts';
import { nameOf, readX509, type X509 } from '../../formats/x509.ts';

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

const OID = { ecPublicKey: '1.2.840.10045.2.1', sm2: '1.2.156.10197.1.301' } as const;

/** Reads a certificate. Throws `malformed`. */
export function readCertificate(der: Uint8Array): Certificate {
  const { issuer, subject, validFrom, validUntil, key } = readX509(der);
  return { der, subject: nameOf(subject), issuer: nameOf(issuer), validFrom, validUntil, sm2Key: sm2KeyOf(key) };
}

const sm2KeyOf = ({ kind, curve, bits }: X509['key']) => (kind === OID.ecPublicKey && curve === OID.sm2 ? bits : null);

/** A certificate inside an OCTET STRING, as seals carry them. */
export function certificateIn(value: Der | undefined): Certificate {
  return readCertificate(contentOf(value, TAG.octets));
}
