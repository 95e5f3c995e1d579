/** Certificates and seals for tests, of the forms of GB/T 38540-2020 and GM/T 0031-2014, sealed by keys made here. */
import { sm3 } from '../../../../core/crypto/sm3.ts';
import { concat, utf8 } from '../../../../core/formats/bytes.ts';
import { derOf, TAG } from '../../../../core/formats/der.ts';
import { type Sm2Key, signSm2, sm2KeyOf } from '../../support/sm2-signer.ts';

const sequence = (...members: readonly Uint8Array[]) => derOf(TAG.sequence, ...members);
const integer = (value: number) => derOf(TAG.integer, Uint8Array.of(value));
const text = (value: string) => derOf(TAG.utf8, utf8(value));
const ia5 = (value: string) => derOf(TAG.ia5, utf8(value));
const octets = (bytes: Uint8Array) => derOf(TAG.octets, bytes);
const bits = (bytes: Uint8Array) => derOf(TAG.bits, concat(Uint8Array.of(0), bytes));
/** `2026-01-02T03:04:05.000Z` as 20260102030405Z. */
const digitsOf = (iso: string) => `${iso.replace(/\D/g, '').slice(0, 14)}Z`;
const generalized = (iso: string) => derOf(TAG.generalizedTime, utf8(digitsOf(iso)));
const local = (iso: string) => derOf(TAG.generalizedTime, utf8(digitsOf(iso).slice(0, -1)));
const utc = (iso: string) => derOf(TAG.utcTime, utf8(digitsOf(iso).slice(2)));

function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const digits = (value: number): number[] =>
    value < 128 ? [value] : [...digits(Math.floor(value / 128)).map((digit) => digit | 0x80), value % 128];
  return derOf(TAG.oid, Uint8Array.from([40 * first + second, ...rest].flatMap(digits)));
}

const OID = {
  sm2WithSm3: oid('1.2.156.10197.1.501'),
  sha256WithRsa: oid('1.2.840.113549.1.1.11'),
  key: sequence(oid('1.2.840.10045.2.1'), oid('1.2.156.10197.1.301')),
  commonName: oid('2.5.4.3'),
  country: oid('2.5.4.6'),
} as const;

/** A key with its certificate. */
export interface Holder {
  readonly name: string;
  readonly key: Sm2Key;
  readonly certificate: Uint8Array;
}

function nameOf(common: string): Uint8Array {
  const pair = (type: Uint8Array, value: Uint8Array) => derOf(TAG.set, sequence(type, value));
  return sequence(pair(OID.country, derOf(TAG.printable, utf8('CN'))), pair(OID.commonName, text(common)));
}

/** A holder whose certificate is issued by the key of `issuer`. */
export function holder(
  name: string,
  { issuer = '测试CA(SM2)', from = '2025-01-01', until = '2027-01-01' } = {},
): Holder {
  const key = sm2KeyOf(name);
  const algorithm = sequence(OID.sm2WithSm3);
  const day = (date: string) => utc(`${date}T00:00:00.000Z`);
  const tbs = sequence(
    derOf(TAG.explicit0, integer(2)),
    integer(7),
    algorithm,
    nameOf(issuer),
    sequence(day(from), day(until)),
    nameOf(name),
    sequence(OID.key, bits(key.publicKey)),
  );
  return { name, key, certificate: sequence(tbs, algorithm, bits(signSm2(sm2KeyOf(issuer), tbs))) };
}

/** How a seal is made; all of it right unless a test wants otherwise. */
export interface SealDraft {
  readonly version: 1 | 4 | 5 | 6;
  readonly name: string;
  readonly signer: Holder;
  readonly maker: Holder;
  /** Who is listed in the seal, and how. */
  readonly listed: Holder;
  readonly listedAs: 'certificate' | 'digest' | 'something else';
  readonly validFrom: string;
  readonly validUntil: string;
  readonly time: string;
  /** Whether times are written without a zone, which DER does not allow. */
  readonly localTimes: boolean;
  /** Keys that really sign. */
  readonly signedBy: Sm2Key;
  readonly madeBy: Sm2Key;
  /** The algorithm that is named. */
  readonly algorithm: 'sm2WithSm3' | 'sha256WithRsa';
  /** The digest of the list of parts. */
  readonly digest: Uint8Array;
}

const SIGNER = holder('示例市税务局电子印章');
const MAKER = holder('印章制作单位');

function completed(list: Uint8Array, draft: Partial<SealDraft>): SealDraft {
  const signer = draft.signer ?? SIGNER;
  const maker = draft.maker ?? MAKER;
  return {
    version: 4,
    name: '国家税务总局示例市税务局',
    signer,
    maker,
    listed: signer,
    listedAs: 'certificate',
    validFrom: '2025-01-01T00:00:00.000Z',
    validUntil: '2027-01-01T00:00:00.000Z',
    time: '2026-03-04T05:06:07.000Z',
    localTimes: false,
    signedBy: signer.key,
    madeBy: maker.key,
    algorithm: 'sm2WithSm3',
    digest: sm3(list),
    ...draft,
  };
}

function sealInfo({ version, name, listed, listedAs, validFrom, validUntil, localTimes }: SealDraft): Uint8Array {
  const isEarly = version === 1;
  const time = isEarly ? utc : localTimes ? local : generalized;
  const members = {
    certificate: octets(listed.certificate),
    digest: sequence(derOf(TAG.printable, utf8('SM3')), octets(sm3(listed.certificate))),
    'something else': ia5('1'),
  };
  const kind = integer(listedAs === 'digest' ? 2 : 1);
  const property = sequence(
    integer(1),
    text(name),
    ...(isEarly ? [] : [kind]),
    sequence(members[listedAs]),
    time(validFrom),
    time(validFrom),
    time(validUntil),
  );
  const picture = sequence(ia5('png'), octets(Uint8Array.of(0x89, 0x50)), integer(30), integer(20));
  return sequence(sequence(ia5('ES'), integer(version), ia5('test')), ia5('seal-1'), property, picture);
}

/** A seal on a list of parts (the bytes of Signature.xml), and the seal in it. */
export function makeSeal(list: Uint8Array, changes: Partial<SealDraft> = {}) {
  const draft = completed(list, changes);
  const { signer, maker, signedBy, madeBy } = draft;
  const algorithm = OID[draft.algorithm];
  const info = sealInfo(draft);
  const by = [octets(maker.certificate), algorithm];
  const isEarly = draft.version === 1;
  const seal = isEarly
    ? sequence(info, sequence(...by, bits(signSm2(madeBy, sequence(info, ...by)))))
    : sequence(info, ...by, bits(signSm2(madeBy, info)));
  const time = isEarly ? bits(utc(draft.time)) : generalized(draft.time);
  const identity = [octets(signer.certificate), algorithm];
  const fields = [integer(draft.version), seal, time, bits(draft.digest), ia5('/Doc_0/Signs/Sign_0/Signature.xml')];
  const toSign = sequence(...fields, ...(isEarly ? identity : []));
  const signature = bits(signSm2(signedBy, toSign));
  return {
    seal,
    value: isEarly ? sequence(toSign, signature) : sequence(toSign, ...identity, signature),
    toSign,
    info,
  };
}
