/** Certificates and keys on P-256 for tests, made from names: the same in every run. */
import { p256 } from '@noble/curves/nist.js';
import { bytesField } from '../../../../core/anchors/cometbft/protobuf.ts';
import type { Endorsement } from '../../../../core/anchors/fabric/proposal.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import { concat, toBase64, utf8 } from '../../../../core/formats/bytes.ts';
import { derOf, TAG } from '../../../../core/formats/der.ts';

export const secretOf = (name: string) => nobleCrypto.sha256(utf8(`key of ${name}`));
/** The public key of a name, 65 bytes. */
export const publicKeyOf = (name: string): Uint8Array => p256.getPublicKey(secretOf(name), false);

/** The signature of a name over a message in DER; `high` makes the one with the larger s, which is as valid by X9.62. */
export function signAs(name: string, message: Uint8Array, high = false): Uint8Array {
  const low = p256.Signature.fromBytes(p256.sign(message, secretOf(name), { lowS: true }));
  if (!high) return low.toBytes('der');
  return new p256.Signature(low.r, p256.Point.Fn.neg(low.s)).toBytes('der');
}

/** An OBJECT IDENTIFIER (X.690 section 8.19). */
function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const base128 = (number: number): number[] => {
    const digits = [number % 128];
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left % 128) | 0x80);
    return digits;
  };
  return derOf(TAG.oid, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
}

const text = (value: string) => derOf(TAG.utf8, utf8(value));
const pair = (type: string, value: string) => derOf(TAG.set, derOf(TAG.sequence, oid(type), text(value)));
const nameOf = (name: string, units: readonly string[]) =>
  derOf(TAG.sequence, ...units.map((unit) => pair('2.5.4.11', unit)), pair('2.5.4.3', name));
const bits = (bytes: Uint8Array, unused = 0) => derOf(TAG.bits, Uint8Array.of(unused), bytes);
const extension = (id: string, value: Uint8Array, critical = true) =>
  derOf(TAG.sequence, oid(id), ...(critical ? [derOf(0x01, Uint8Array.of(0xff))] : []), derOf(TAG.octets, value));

const ECDSA_SHA256 = derOf(TAG.sequence, oid('1.2.840.10045.4.3.2'));
const VALIDITY = derOf(
  TAG.sequence,
  derOf(TAG.utcTime, utf8('260101000000Z')),
  derOf(TAG.utcTime, utf8('360101000000Z')),
);

interface CertificateOptions {
  readonly units?: readonly string[];
  /** An authority; its issuer is itself where none is named. */
  readonly authority?: boolean;
  readonly pathLength?: number;
  /** keyUsage: keyCertSign, or digitalSignature alone. */
  readonly signsCertificates?: boolean;
  readonly issuer?: string;
  /** The signature with the larger s. */
  readonly high?: boolean;
  readonly critical?: string;
  /** Of another name's key. */
  readonly signedBy?: string;
  /** The certificate has another name's key. */
  readonly keyOf?: string;
  readonly curve?: string;
  /** basicConstraints as they stand. */
  readonly constraints?: Uint8Array;
}

/** DER of a certificate for the key of a name. */
export function certificateOf(name: string, options: CertificateOptions = {}): Uint8Array {
  const { units = [], authority = false, issuer = name, signsCertificates = authority, critical } = options;
  const constraints = derOf(
    TAG.sequence,
    ...(authority ? [derOf(0x01, Uint8Array.of(0xff))] : []),
    ...(options.pathLength === undefined ? [] : [derOf(TAG.integer, Uint8Array.of(options.pathLength))]),
  );
  const usage = signsCertificates ? bits(Uint8Array.of(0x06), 1) : bits(Uint8Array.of(0x80), 7);
  const key = derOf(
    TAG.sequence,
    derOf(TAG.sequence, oid('1.2.840.10045.2.1'), oid(options.curve ?? '1.2.840.10045.3.1.7')),
    bits(publicKeyOf(options.keyOf ?? name)),
  );
  const signed = derOf(
    TAG.sequence,
    derOf(TAG.explicit0, derOf(TAG.integer, Uint8Array.of(2))),
    derOf(TAG.integer, Uint8Array.of(7)),
    ECDSA_SHA256,
    nameOf(issuer, []),
    VALIDITY,
    nameOf(name, units),
    key,
    derOf(
      0xa3,
      derOf(
        TAG.sequence,
        extension('2.5.29.15', usage),
        extension('2.5.29.19', options.constraints ?? constraints),
        ...(critical === undefined ? [] : [extension(critical, Uint8Array.of(5, 0))]),
      ),
    ),
  );
  return derOf(TAG.sequence, signed, ECDSA_SHA256, bits(signAs(options.signedBy ?? issuer, signed, options.high)));
}

/** PEM as Go's encoder writes it. */
export function pemOf(der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** `msp.SerializedIdentity`. */
export const identityOf = (mspId: string, der: Uint8Array): Uint8Array =>
  concat(bytesField(1, utf8(mspId)), bytesField(2, utf8(pemOf(der))));

/** Someone with a key: name of the key, and how it is shown. */
export interface Actor {
  readonly name: string;
  readonly identity: Uint8Array;
}

export const actorOf = (mspId: string, name: string, options: CertificateOptions): Actor => ({
  name,
  identity: identityOf(mspId, certificateOf(name, options)),
});

/** An endorsement of a response. */
export function endorse({ name, identity }: Actor, response: Uint8Array, high = false): Endorsement {
  return { endorser: identity, signature: signAs(name, concat(response, identity), high) };
}
