/**
 * What a member gives to whoever writes trust bundles and connection files: where its witness answers, and its key. Canonical
 * JSON; its fingerprint is compared.
 */
import { toBase58 } from '../../../anchors/jdchain/base58.ts';
import { witnessKey } from '../../../anchors/jdchain/lines.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { canonicalBytes, type Json } from '../../../formats/canonical.ts';
import { plainText } from '../../../formats/plain-text.ts';
import { servicePrefix } from '../../network/address.ts';

/** A member's witness as others know it. */
export interface PublicWitness {
  readonly organisation: string;
  /** The ledger's hash, 34 bytes. */
  readonly ledger: Uint8Array;
  /** The prefix of its address. */
  readonly url: string;
  /** PEM of the only CA that may have signed its certificate; null for those that the system knows. */
  readonly ca: string | null;
  readonly vkey: string;
}

const address = servicePrefix('a witness');

/** The bytes of the file. Throws `bad-input` for an address that others could not use. */
export function witnessFileBytes(
  { organisation, ledger, url, ca, vkey }: PublicWitness,
  crypto: Pick<Crypto, 'sha256'>,
): Uint8Array {
  try {
    address(url, 'url');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new NotaryError('bad-input', why, { reason: 'witness-file', value: why }, cause);
  }
  const file: Json = {
    v: 1,
    kind: 'jdchain-witness',
    organisation: plainText(organisation, 'organisation'),
    ledger: toBase58(ledger),
    url,
    ca,
    vkey: witnessKey(vkey, crypto).text,
  };
  return canonicalBytes(file);
}
