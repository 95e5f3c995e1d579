/**
 * Whether an electronic seal on an OFD file holds (GB/T 33190 section 18, GB/T 38540 section 7.3), as separate checks in a
 * fixed order. Whoever made the keys is not known here: that a key belongs to whom its certificate names, only a root
 * certificate can tell, and none is in the files.
 */
import { verifySm2 } from '../../crypto/sm2.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { errorCode } from '../../errors.ts';
import { concat, equal, fromBase64, toHex, u64be, utf8 } from '../../formats/bytes.ts';
import { cached } from '../../formats/cached.ts';
import { readSealedDocument, type SealedDocument, type Signed } from './ses.ts';

/** The checks in their order; those after `form` need the seal's structure. */
export const SEAL_CHECKS = [
  'form', // the seal is of a form that is read here
  'parts', // each part that it names is there and has the digest that it states
  'binding', // the list of these parts is the one that was sealed
  'signature', // the signer's signature
  'seal', // the seal maker's signature over the seal; the seal's own file holds the same seal
  'listed', // the signer is one of those who may use the seal
  'times', // the signing time lies in the validity of the seal and of the signer's certificate
  'issuer', // somebody known vouches for the certificates: never passed here
] as const;
/** Name of a check. */
export type SealCheckName = (typeof SEAL_CHECKS)[number];

/** One check. */
export interface SealCheck {
  readonly name: SealCheckName;
  readonly outcome: 'passed' | 'failed' | 'not-run';
  /** What it is about: a part, a name, an algorithm; may be empty. */
  readonly detail: string;
}

/** A part that a seal names. */
export interface SealedPart {
  /** As it is written. */
  readonly name: string;
  /** Base64 of the digest that it has to have, as it is written. */
  readonly stated: string;
  /** SM3 of the part; null when there is none. */
  readonly digest: Uint8Array | null;
}

/** A seal and what it seals, out of an OFD file. */
export interface SealParts {
  /** Type in Signatures.xml: `Seal`, `Sign` or empty. No seal covers it, so nothing is decided by it. */
  readonly type: string;
  /** Name or identifier of the hash. */
  readonly method: string;
  readonly parts: readonly SealedPart[];
  /** SM3 of the file with the list of parts. */
  readonly listDigest: Uint8Array;
  /** The file with the signatures, null when it is not there. */
  readonly value: Uint8Array | null;
  /** The seal in a file of its own, null when there is none. */
  readonly seal: Uint8Array | null;
}

/** `good` says that nobody has altered what is sealed since a key sealed it, not whose key it is. */
export type SealVerdict = 'good' | 'broken' | 'not-checked';

/** What is known of a seal. Texts and times are those that the file states. */
export interface SealReport {
  readonly verdict: SealVerdict;
  /** All of `SEAL_CHECKS`, in order. */
  readonly checks: readonly SealCheck[];
  /** Null when the seal cannot be read. */
  readonly stated: {
    readonly name: string;
    readonly signer: string;
    readonly issuer: string;
    /** Milliseconds since 1970. */
    readonly time: number | null;
  } | null;
}

/** Hashes of parts that are read: SM3 by its identifiers (GM/T 0006) and by name. */
const SM3 = /^(?:sm3|1\.2\.156\.10197\.1\.401(?:\.1)?)$/i;
/** SM2 with SM3. */
const SM2_WITH_SM3 = '1.2.156.10197.1.501';

/** Bytes of a seal that are read; with a large picture it has some hundred thousand. */
const LONGEST = 1024 * 1024;

type Outcome = Pick<SealCheck, 'outcome' | 'detail'>;
const outcome = (passes: boolean, detail = ''): Outcome => ({ outcome: passes ? 'passed' : 'failed', detail });
const notRun = (detail: string): Outcome => ({ outcome: 'not-run', detail });

/** Runs all checks; never throws. */
export function checkSeal(input: SealParts): SealReport {
  const { form, document } = formOf(input);
  const checks = SEAL_CHECKS.map((name) => {
    if (name === 'form') return { name, ...form };
    if (name === 'parts') return { name, ...partsOf(input) };
    return { name, ...(document ? CHECKS[name](document, input) : notRun('')) };
  });
  return { verdict: verdictOf(checks), checks, stated: document && statedIn(document) };
}

function statedIn({ seal, sealed: { certificate }, time }: SealedDocument): SealReport['stated'] {
  return { name: seal.name, signer: certificate.subject, issuer: certificate.issuer, time };
}

/** A check that failed breaks a seal; a time that cannot be read, and the issuer, are all that a good one may lack. */
function verdictOf(checks: readonly SealCheck[]): SealVerdict {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'broken';
  const isWhole = checks.every(({ name, outcome }) => outcome === 'passed' || MAY_MISS.includes(name));
  return isWhole ? 'good' : 'not-checked';
}

const MAY_MISS: readonly SealCheckName[] = ['times', 'issuer'];

function formOf({ type, value }: SealParts): { readonly form: Outcome; readonly document: SealedDocument | null } {
  if (!value?.length) return { form: outcome(false), document: null };
  if (value.length > LONGEST) return { form: notRun('too-large'), document: null };
  try {
    const document = readSealedDocument(value);
    return { form: outcome(true, `v${document.version}`), document };
  } catch (error) {
    // it may be of a form that is not known here, so nothing says that anybody changed it
    return { form: notRun([type, errorCode(error)].filter((word) => word !== '').join(' ')), document: null };
  }
}

function partsOf({ method, parts }: SealParts): Outcome {
  if (!SM3.test(method.trim())) return notRun(method);
  const wrong = parts.find(({ digest, stated }) => !digest || !equal(digest, digestIn(stated)));
  return outcome(parts.length > 0 && !wrong, wrong?.name ?? String(parts.length));
}

function digestIn(base64: string): Uint8Array {
  try {
    return fromBase64(base64.replace(/\s/g, ''));
  } catch {
    return new Uint8Array(0);
  }
}

type Check = (document: SealedDocument, input: SealParts) => Outcome;

const CHECKS: Readonly<Record<Exclude<SealCheckName, 'form' | 'parts'>, Check>> = {
  binding: ({ digest }, { listDigest }) => outcome(equal(listDigest, digest)),
  signature: ({ sealed }) => signedBy(sealed),
  seal({ seal }, input) {
    if (input.seal && !equal(input.seal, seal.der)) return outcome(false, seal.name);
    return sealMadeBy(seal.made);
  },
  listed: listedIn,
  times({ time, seal, sealed: { certificate } }) {
    if (time === null) return notRun('');
    const from = [seal.validFrom, certificate.validFrom];
    const until = [seal.validUntil, certificate.validUntil];
    const isOutside = from.some((day) => day !== null && time < day) || until.some((day) => day !== null && day < time);
    if (!isOutside && [...from, ...until].includes(null)) return notRun('');
    return outcome(!isOutside, new Date(time).toISOString());
  },
  issuer: ({ sealed }) => notRun(sealed.certificate.issuer),
};

/** A firm gets thousands of invoices with few seals, and the maker's signature is the same in every file with one. */
const SEALS = 64;
const madeBy = cached(SEALS, (_, made: Signed) => signedBy(made));

function sealMadeBy(made: Signed): Outcome {
  const { bytes, signature, algorithm, certificate } = made;
  const parts = [signature, utf8(algorithm), certificate.der, bytes];
  return madeBy(toHex(sm3(concat(...parts.flatMap((part) => [u64be(part.length), part])))), made);
}

function signedBy({ bytes, signature, algorithm, certificate }: Signed): Outcome {
  if (algorithm !== SM2_WITH_SM3 || !certificate.sm2Key) return notRun(algorithm);
  return outcome(verifySm2(signature, bytes, certificate.sm2Key), certificate.subject);
}

function listedIn({ seal, sealed }: SealedDocument): Outcome {
  const { der, subject } = sealed.certificate;
  const digest = sm3(der);
  const isListed = seal.listed.some((one) =>
    one.is === 'certificate' ? equal(one.der, der) : SM3.test(one.hash) && equal(one.digest, digest),
  );
  const other = seal.listed.find((one) => one.is === 'digest' && !SM3.test(one.hash));
  if (!isListed && other?.is === 'digest') return notRun(other.hash);
  return outcome(isListed, subject);
}
