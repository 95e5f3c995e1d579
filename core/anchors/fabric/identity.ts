/**
 * Identities of a Fabric network: the name of a membership service provider with a certificate in it
 * (`msp.SerializedIdentity`). Certificates have keys on P-256 and signatures with SHA-256, the only ones that are read.
 */
import { verifyP256 } from '../../crypto/p256.ts';
import { NotaryError } from '../../errors.ts';
import { equal, fromBase64, latin1 } from '../../formats/bytes.ts';
import { bitsOf, membersOf, oidOf, readDer, smallIntegerOf, TAG } from '../../formats/der.ts';
import { readX509, type X509 } from '../../formats/x509.ts';
import { readMessage } from './protobuf.ts';

/** Largest certificate that is read, in bytes of DER. */
export const MAX_CERTIFICATE = 8 * 1024;

const OID = {
  ecPublicKey: '1.2.840.10045.2.1',
  p256: '1.2.840.10045.3.1.7',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
} as const;
/** Critical extensions whose meaning is taken into account here; one with another makes a certificate unusable. */
const UNDERSTOOD: readonly string[] = [OID.basicConstraints, OID.keyUsage];
const BOOLEAN = 0x01;
/** SEC 1 section 2.3.3. */
const UNCOMPRESSED = 0x04;
/** RFC 5280 section 4.2.1.3: keyCertSign is bit 5. */
const SIGNS_CERTIFICATES = 0x04;

/** Who signed: an organisation's name for itself, and a certificate, of which nothing is believed yet. */
export interface Identity {
  readonly mspId: string;
  readonly certificate: X509;
  /** The key as a point, 65 bytes. */
  readonly key: Uint8Array;
}

/** Names of membership service providers. */
export const MSP_ID = /^[A-Za-z0-9.-]{1,64}$/;

/** Reads `msp.SerializedIdentity`. Throws `malformed` or `too-large`. */
export function readIdentity(bytes: Uint8Array): Identity {
  const message = readMessage(bytes);
  const mspId = message.text(1);
  if (!MSP_ID.test(mspId)) throw new NotaryError('malformed', 'fabric: not the name of an organisation');
  const certificate = readP256Certificate(derOfPem(message.bytes(2)));
  return { mspId, certificate, key: certificate.key.bits };
}

const PEM = /^-----BEGIN CERTIFICATE-----\n((?:[A-Za-z0-9+/=]{1,64}\n)+)-----END CERTIFICATE-----\n?$/;

/** The certificate in PEM (RFC 7468 section 5), one and nothing around it. Throws `malformed` or `too-large`. */
export function derOfPem(pem: Uint8Array): Uint8Array {
  if (pem.length > 2 * MAX_CERTIFICATE) throw new NotaryError('too-large', 'fabric: a certificate of this size');
  const [, lines] = PEM.exec(latin1(pem)) ?? [];
  if (lines === undefined) throw new NotaryError('malformed', 'fabric: not a certificate in PEM');
  return fromBase64(lines.replaceAll('\n', ''));
}

/** Reads a certificate with a key on P-256. Throws `malformed` for any other key. */
export function readP256Certificate(der: Uint8Array): X509 {
  if (der.length > MAX_CERTIFICATE) throw new NotaryError('too-large', 'fabric: a certificate of this size');
  const certificate = readX509(der);
  const { kind, curve, bits } = certificate.key;
  if (kind !== OID.ecPublicKey || curve !== OID.p256 || bits.length !== 65 || bits[0] !== UNCOMPRESSED)
    throw new NotaryError('malformed', 'fabric: only certificates with keys on P-256 are read');
  return certificate;
}

/** Whether `issuer` signed a certificate; which of the two possible values of s the authority chose does not matter. */
export function isIssuedBy({ issuer, algorithm, signed, signature }: X509, authority: X509): boolean {
  const [kind] = membersOf(algorithm);
  return (
    issuer !== undefined &&
    authority.subject !== undefined &&
    equal(issuer.whole, authority.subject.whole) &&
    oidOf(kind) === OID.ecdsaWithSha256 &&
    verifyP256(bitsOf(signature), signed.whole, authority.key.bits, 'any')
  );
}

const isUnderstood = ({ extensions }: X509) =>
  extensions.every(({ id, critical }) => !critical || UNDERSTOOD.includes(id)) &&
  new Set(extensions.map(({ id }) => id)).size === extensions.length;

const extensionOf = ({ extensions }: X509, wanted: string) => extensions.find(({ id }) => id === wanted)?.value;

/** RFC 5280 section 4.2.1.9. */
function isAuthority(certificate: X509): boolean {
  const value = extensionOf(certificate, OID.basicConstraints);
  const [ca] = value ? membersOf(readDer(value)) : [];
  return ca?.tag === BOOLEAN && ca.content[0] !== 0;
}

/** Authorities that may stand below this one (RFC 5280 section 4.2.1.9). */
function pathLength(certificate: X509): number {
  const value = extensionOf(certificate, OID.basicConstraints);
  const length = value && membersOf(readDer(value)).find(({ tag }) => tag === TAG.integer);
  return length ? smallIntegerOf(length) : Number.POSITIVE_INFINITY;
}

function mayIssue(certificate: X509): boolean {
  const usage = extensionOf(certificate, OID.keyUsage);
  // unused bits may follow, so the bit string is not of whole bytes
  const bits = usage && readDer(usage).content[1];
  return (
    isUnderstood(certificate) &&
    isAuthority(certificate) &&
    (usage === undefined || ((bits ?? 0) & SIGNS_CERTIFICATES) !== 0)
  );
}

/** The authorities of an organisation. */
export interface Authorities {
  readonly roots: readonly X509[];
  readonly intermediates: readonly X509[];
}

/**
 * The authorities from the issuer of an end certificate up to a root, or null when there is no such chain. Validity in
 * time is not looked at: nothing that is signed says when a signature was made.
 */
export function chainOf(certificate: X509, { roots, intermediates }: Authorities): readonly X509[] | null {
  if (isAuthority(certificate) || !isUnderstood(certificate)) return null;
  const chain: X509[] = [];
  for (let below = certificate; chain.length <= intermediates.length; ) {
    const isFit = (authority: X509) =>
      mayIssue(authority) && pathLength(authority) >= chain.length && isIssuedBy(below, authority);
    const root = roots.find(isFit);
    if (root) return [...chain, root];
    const next = intermediates.find((one) => !chain.includes(one) && isFit(one));
    if (!next) return null;
    chain.push(next);
    below = next;
  }
  return null;
}
