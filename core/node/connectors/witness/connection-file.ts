/**
 * A witness file (`.witness.json`): where a witness answers, its key, and the trust bundle that names the key. Its
 * fingerprint is shown before it is accepted, as with a trust bundle.
 */
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../../formats/canonical.ts';
import { isCosigner, WITNESS } from '../../../formats/cosignature.ts';
import { anyJson, literal, nullable, object, text } from '../../../formats/decoder.ts';
import { parseVerifierKey, type VerifierKey, verifierKeyText } from '../../../formats/note.ts';
import { plainText } from '../../../formats/plain-text.ts';
import { parseTrustBundle, type TrustBundle, trustedWitness } from '../../../formats/trust.ts';
import { servicePrefix } from '../../network/address.ts';

/** A parsed witness file. */
export interface WitnessFile {
  readonly v: 1;
  readonly kind: typeof WITNESS;
  readonly organisation: string;
  /** The submission prefix: `https://…`, or `http://` on this machine; without a slash at its end. */
  readonly url: string;
  /** PEM of the only CA that may have signed the certificate of `url`; null for those that the system knows. */
  readonly ca: string | null;
  readonly vkey: string;
  /** One of its witnesses has `vkey`. */
  readonly trust: TrustBundle;
}

function readerOf(crypto: Crypto) {
  return object<Omit<WitnessFile, 'trust'> & { readonly trust: Json }>({
    v: literal(1),
    kind: literal(WITNESS),
    organisation: plainText,
    url: servicePrefix('a witness'),
    ca: nullable(text(20_000)),
    vkey: verifierKeyText(crypto),
    trust: anyJson,
  });
}

/** Canonical bytes of a witness file. */
export function witnessFileBytes(file: WitnessFile): Uint8Array {
  return canonicalBytes(file as unknown as Json);
}

/** Reads a witness file. Throws `malformed`, `too-large` or `newer-version`. */
export function parseWitnessFile(bytes: Uint8Array, crypto: Crypto): WitnessFile {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  const file = readerOf(crypto)(value, WITNESS);
  const key = parseVerifierKey(file.vkey, crypto);
  if (!isCosigner(key)) throw new NotaryError('malformed', `a key of type ${key.type} is not that of a witness`);
  const trust = parseTrustBundle(canonicalBytes(file.trust), crypto);
  if (!trustedWitness(trust, key, crypto))
    throw new NotaryError('malformed', `the trust bundle does not name the witness ${key.name}`);
  return { ...file, trust };
}

/** The key of a file that was read. */
export const keyOf = ({ vkey }: Pick<WitnessFile, 'vkey'>, crypto: Crypto): VerifierKey =>
  parseVerifierKey(vkey, crypto);
