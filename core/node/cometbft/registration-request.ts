/** What a desk asks the members for: a small file that goes to one of them, who proposes it to the others. */

import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../formats/canonical.ts';
import { isFirstKey } from '../../formats/checkpoint.ts';
import { literal, object } from '../../formats/decoder.ts';
import { parseVerifierKey, verifierKeyText } from '../../formats/note.ts';
import { plainText } from './plain-text.ts';

export interface RegistrationRequest {
  readonly v: 1;
  /** First verifier key of the desk's log. */
  readonly vkey: string;
  /** The name that the desk gives itself; the members register the one they know. */
  readonly organisation: string;
  /** Who holds the key; the desk's own origin unless the members know better. */
  readonly controller: string;
}

/** Canonical bytes of a request. */
export function registrationRequestBytes(request: RegistrationRequest): Uint8Array {
  return canonicalBytes(request as unknown as Json);
}

/** Reads a request. Throws `malformed` or `newer-version`. */
export function parseRegistrationRequest(bytes: Uint8Array, crypto: Crypto): RegistrationRequest {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  const read = object<RegistrationRequest>({
    v: literal(1),
    vkey: verifierKeyText(crypto),
    organisation: plainText,
    controller: plainText,
  });
  const request = read(value, 'request');
  if (!isFirstKey(parseVerifierKey(request.vkey, crypto), crypto))
    throw new NotaryError('malformed', 'a log is registered by its first key');
  return request;
}
