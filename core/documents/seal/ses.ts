/**
 * The structure of an electronic seal on a document: GB/T 38540-2020 (version 4; GM/T 0031-2025, version 5, has the same
 * fields) and GM/T 0031-2014 (versions before), DER. Reads what was signed, by whom and over what; judges nothing.
 */
import { NotaryError } from '../../errors.ts';
import {
  bitsOf,
  contentOf,
  type Der,
  derOf,
  membersOf,
  oidOf,
  readDer,
  smallIntegerOf,
  TAG,
  textOf,
  timeOf,
} from '../../formats/der.ts';
import { type Certificate, certificateIn } from './certificate.ts';

/** Bytes, a signature over them, and whose it is said to be. */
export interface Signed {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  /** Dotted. */
  readonly algorithm: string;
  readonly certificate: Certificate;
}

/** Who may use a seal: certificates, or their digests with the name of the hash. */
export type Listed =
  | { readonly is: 'certificate'; readonly der: Uint8Array }
  | { readonly is: 'digest'; readonly hash: string; readonly digest: Uint8Array };

/** The seal itself: a picture with a name, signed by its maker. */
export interface Seal {
  readonly name: string;
  readonly listed: readonly Listed[];
  /** Milliseconds since 1970; null for a time that is not read here, such as one without a zone. */
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  readonly made: Signed;
  readonly der: Uint8Array;
}

/** A seal set on a document. */
export interface SealedDocument {
  readonly version: number;
  readonly seal: Seal;
  readonly sealed: Signed;
  /** What the signer says; as in `Seal`. */
  readonly time: number | null;
  /** The digest of the file that names all sealed parts. */
  readonly digest: Uint8Array;
}

/** Reads a SES_Signature. Throws `malformed`, and `newer-version` for a version that is not known. */
export function readSealedDocument(bytes: Uint8Array): SealedDocument {
  const members = membersOf(readDer(bytes));
  const [toSign, second, third, fourth] = members;
  const fields = membersOf(toSign);
  const version = versionOf(fields[1]);
  if (version > NEWEST) throw new NotaryError('newer-version', `a seal of version ${version}`);
  const [, seal, time, digest, , certificate, algorithm] = fields;
  const isEarly = members.length === 2;
  const form = isEarly ? EARLY : CURRENT;
  const [signer, method, signature] = isEarly ? [certificate, algorithm, second] : [second, third, fourth];
  return {
    version,
    seal: form.seal(seal),
    sealed: signed(wholeOf(toSign), signer, method, signature),
    time: form.time(time),
    digest: bytesIn(digest),
  };
}

const NEWEST = 5;

/** SES_SealInfo.header.version. */
function versionOf(seal: Der | undefined): number {
  const [header] = membersOf(membersOf(seal)[0]);
  const [id, version] = membersOf(header);
  if (textOf(id) !== 'ES') throw new NotaryError('malformed', 'no seal');
  return smallIntegerOf(version);
}

function signed(
  bytes: Uint8Array,
  certificate: Der | undefined,
  algorithm: Der | undefined,
  signature: Der | undefined,
) {
  return {
    bytes,
    signature: bitsOf(signature),
    algorithm: oidOf(algorithm),
    certificate: certificateIn(certificate),
  };
}

function wholeOf(value: Der | undefined): Uint8Array {
  return value?.whole ?? new Uint8Array(0);
}

/** Early writers put an OCTET STRING where the standard has a BIT STRING. */
function bytesIn(value: Der | undefined): Uint8Array {
  return value?.tag === TAG.octets ? value.content : bitsOf(value);
}

/** What differs between the two generations. */
interface Form {
  readonly seal: (value: Der | undefined) => Seal;
  readonly time: (value: Der | undefined) => number | null;
}

/** GM/T 0031-2014: the maker signs the seal, his certificate and the algorithm together. */
const EARLY: Form = {
  seal(value) {
    const [info, by] = membersOf(value);
    const [certificate, algorithm, signature] = membersOf(by);
    const bytes = derOf(TAG.sequence, wholeOf(info), wholeOf(certificate), wholeOf(algorithm));
    const [, name, list, , from, until] = propertiesIn(info);
    return {
      ...validity(name, from, until),
      listed: membersOf(list).flatMap(certificateListed),
      made: signed(bytes, certificate, algorithm, signature),
      der: wholeOf(value),
    };
  },
  time: timeInBits,
};

/** GB/T 38540-2020: the maker signs the seal. */
const CURRENT: Form = {
  seal(value) {
    const [info, certificate, algorithm, signature] = membersOf(value);
    const [, name, kind, list, , from, until] = propertiesIn(info);
    return {
      ...validity(name, from, until),
      listed: membersOf(list).flatMap(smallIntegerOf(kind) === 1 ? certificateListed : digestListed),
      made: signed(wholeOf(info), certificate, algorithm, signature),
      der: wholeOf(value),
    };
  },
  time: timeIn,
};

function propertiesIn(info: Der | undefined): readonly Der[] {
  return membersOf(membersOf(info)[2]);
}

function validity(name: Der | undefined, from: Der | undefined, until: Der | undefined) {
  return { name: textOf(name), validFrom: timeIn(from), validUntil: timeIn(until) };
}

/** Some writers put something else into the list, which lists nobody. */
function certificateListed({ tag, content }: Der): readonly Listed[] {
  return tag === TAG.octets ? [{ is: 'certificate', der: content }] : [];
}

function digestListed(value: Der): readonly Listed[] {
  const [hash, digest] = membersOf(value);
  return [{ is: 'digest', hash: textOf(hash), digest: contentOf(digest, TAG.octets) }];
}

function timeIn(value: Der | undefined): number | null {
  try {
    return timeOf(value);
  } catch {
    return null;
  }
}

/** The field was meant for a time stamp; writers put a time into it, in DER or in other forms, which are not read. */
function timeInBits(value: Der | undefined): number | null {
  try {
    return timeOf(readDer(bytesIn(value)));
  } catch {
    return null;
  }
}
