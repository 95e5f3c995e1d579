/**
 * A consortium file (`.consortium.json`): the addresses of the members' nodes together with the trust bundle that
 * judges their answers. Its fingerprint is shown before it is accepted, as with a trust bundle.
 */

import { COMETBFT } from '../../anchors/cometbft/evidence.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../formats/canonical.ts';
import { anyJson, list, literal, nullable, object, text } from '../../formats/decoder.ts';
import { parseTrustBundle, type TrustBundle, trustBundleBytes } from '../../formats/trust.ts';
import type { TrustedChain } from '../../formats/trusted.ts';
import { isLoopback } from '../system/loopback.ts';
import { plainText } from './plain-text.ts';
import type { Endpoint } from './rpc.ts';

/** A member's node, under its name in the file. */
export interface NamedEndpoint extends Endpoint {
  readonly organisation: string;
}

/** A parsed consortium file. */
export interface ConsortiumFile {
  readonly v: 1;
  readonly kind: typeof COMETBFT;
  /** The chain's id; one of the bundle's chains. */
  readonly chain: string;
  readonly endpoints: readonly NamedEndpoint[];
  readonly trust: TrustBundle;
}

const readFile = object<Omit<ConsortiumFile, 'trust'> & { readonly trust: Json }>({
  v: literal(1),
  kind: literal(COMETBFT),
  chain: text(50, /^[A-Za-z0-9._-]+$/, 'a chain id'),
  endpoints: list(
    object<NamedEndpoint>({
      organisation: plainText,
      url: text(300, /^https?:\/\/[^\s/@?#]+$/, 'http:// or https://, host and port'),
      ca: nullable(text(20_000)),
    }),
    64,
    1,
  ),
  trust: anyJson,
});

/** Canonical bytes of a consortium file. */
export function consortiumFileBytes(file: ConsortiumFile): Uint8Array {
  return canonicalBytes(file as unknown as Json);
}

/** Reads a consortium file. Throws `malformed`, `too-large` or `newer-version`. */
export function parseConsortiumFile(bytes: Uint8Array, crypto: Crypto): ConsortiumFile {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  const file = readFile(value, 'consortium');
  const open = file.endpoints.find(({ url, ca }) =>
    url.startsWith('http:') ? !isLoopback(new URL(url).hostname) : ca === null,
  );
  if (open) throw new NotaryError('malformed', `${open.url}: a node elsewhere answers over https with a pinned CA`);
  const trust = parseTrustBundle(canonicalBytes(file.trust), crypto);
  const parsed: ConsortiumFile = { ...file, trust };
  chainOf(parsed);
  return parsed;
}

/** The bundle's chain that this file is about. Throws `malformed` when the bundle does not name it. */
export function chainOf({ kind, chain, trust }: ConsortiumFile): TrustedChain {
  const found = trust.chains.find((one) => one.kind === kind && one.id === chain);
  if (!found) throw new NotaryError('malformed', `the trust bundle does not name chain ${chain}`);
  return found;
}

/** The trust bundle as a file of its own. */
export function trustOf(file: ConsortiumFile): Uint8Array {
  return trustBundleBytes(file.trust);
}
