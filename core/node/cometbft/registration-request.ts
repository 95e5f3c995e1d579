/** A desk's request for registration: a small file sent to one member, who proposes it to the others. */

import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../formats/canonical.ts';
import { isFirstKey } from '../../formats/checkpoint.ts';
import { literal, object } from '../../formats/decoder.ts';
import { parseVerifierKey, verifierKeyText } from '../../formats/note.ts';
import { plainText } from './plain-text.ts';

/** A parsed request. */
export interface RegistrationRequest {
  readonly v: 1;
  /** First verifier key of the desk's log. */
  readonly vkey: string;
  /** The desk's own name for itself; the members register the name they know. */
  readonly organisation: string;
  /** The key holder's identifier; by default the desk's own origin. */
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
