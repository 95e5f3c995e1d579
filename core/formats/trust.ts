/**
 * Trust bundles (`.trust.json`): the logs, witnesses and chains that a verifier trusts. Trust is an argument of
 * `verify`, never found inside a certificate. docs/certificate-format.md, "Trust bundle".
 */

import { ANCHOR_KINDS } from '../anchors/index.ts';
import type { AnchorKinds } from '../anchors/kind.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { equal, toHex } from './bytes.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from './canonical.ts';
import { anyJson, boolean, type Decoder, integer, list, literal, nullable, object, text } from './decoder.ts';
import { logOrigin } from './ids.ts';
import { parseVerifierKey, type VerifierKey, verifierKeyText } from './note.ts';
import { plainText } from './plain-text.ts';
import type { LogKey, TrustedChain, TrustedLog, TrustedWitness } from './trusted.ts';

/** The `v` of a trust bundle that this program makes, and the highest that it reads. */
export const TRUST_VERSION = 1;

/** The quorum for `proven`: both numbers must be reached; a policy of 0 and 0 can never be met. */
export interface TrustPolicy {
  /** Witnesses of different voices, none of them the log's (core/formats/names.ts). */
  readonly witnesses: number;
  /** Chains whose anchor verifies. */
  readonly chains: number;
}

/** `.trust.json`. */
export interface TrustBundle {
  readonly v: typeof TRUST_VERSION;
  readonly name: string;
  readonly logs: readonly TrustedLog[];
  readonly witnesses: readonly TrustedWitness[];
  readonly chains: readonly TrustedChain[];
  readonly policy: TrustPolicy;
}

/** A bundle the verifier has accepted. */
export interface AcceptedBundle {
  readonly bundle: TrustBundle;
  /** SHA-256 of the file's bytes, hex. */
  readonly fingerprint: string;
  /**
   * False when it was accepted without comparing the fingerprint through another channel; every verdict based on it
   * says so.
   */
  readonly compared: boolean;
}

function bundleDecoder(crypto: Crypto): Decoder<TrustBundle> {
  const vkey = verifierKeyText(crypto);
  return object<TrustBundle>({
    v: literal(TRUST_VERSION),
    name: plainText,
    logs: list(
      object<TrustedLog>({
        origin: logOrigin,
        controller: plainText,
        organisation: plainText,
        keys: list(object<LogKey>({ vkey, from: integer(), to: nullable(integer()) }), 64, 1),
      }),
      1000,
    ),
    witnesses: list(object<TrustedWitness>({ vkey, controller: plainText, organisation: plainText }), 200),
    chains: list(
      object<TrustedChain>({
        kind: text(32, /^[a-z0-9-]+$/, 'a kind'),
        id: text(64, /^[A-Za-z0-9._-]+$/, 'a chain id'),
        demo: boolean,
        epochs: list(anyJson, 1000),
      }),
      20,
    ),
    policy: object<TrustPolicy>({ witnesses: integer(0, 200), chains: integer(0, 20) }),
  });
}

function refuseDoubled(bundle: TrustBundle, crypto: Crypto): void {
  const unique = (values: readonly string[], what: string) => {
    if (new Set(values).size !== values.length) throw new NotaryError('malformed', `trust: a ${what} stands twice`);
  };
  unique(
    bundle.logs.map((log) => log.origin),
    'log',
  );
  unique(
    bundle.witnesses.map((witness) => toHex(parseVerifierKey(witness.vkey, crypto).publicKey)),
    'witness key',
  );
  unique(
    bundle.chains.map((chain) => `${chain.kind} ${chain.id}`),
    'chain',
  );
}

/** Canonical bytes of a bundle. */
export function trustBundleBytes(bundle: TrustBundle): Uint8Array {
  return canonicalBytes(bundle as unknown as Json);
}

/**
 * Reads a `.trust.json`. Data of chains of unknown kinds is kept unchanged; for the known `kinds` it must have their
 * shape. Throws `malformed`, `too-large` or `newer-version`.
 */
export function parseTrustBundle(bytes: Uint8Array, crypto: Crypto, kinds: AnchorKinds = ANCHOR_KINDS): TrustBundle {
  const value = parseCanonical(bytes);
  checkVersion(value, TRUST_VERSION);
  const bundle = bundleDecoder(crypto)(value, 'trust');
  for (const { kind, epochs } of bundle.chains) kinds.of(kind)?.checkEpochs(epochs);
  refuseDoubled(bundle, crypto);
  return bundle;
}

/** SHA-256 of the file, hex: what two people compare over the phone. */
export function trustFingerprint(bytes: Uint8Array, crypto: Pick<Crypto, 'sha256'>): string {
  return toHex(crypto.sha256(bytes));
}

/** The log of this origin in a bundle. */
export function trustedLog(bundle: TrustBundle, origin: string): TrustedLog | null {
  return bundle.logs.find((log) => log.origin === origin) ?? null;
}

function isSameKey(a: VerifierKey, b: VerifierKey): boolean {
  return a.type === b.type && equal(a.publicKey, b.publicKey);
}

/** The witness with this public key under any name: signers are identified by public key. */
export function trustedWitness(bundle: TrustBundle, key: VerifierKey, crypto: Crypto): TrustedWitness | null {
  return bundle.witnesses.find((witness) => isSameKey(parseVerifierKey(witness.vkey, crypto), key)) ?? null;
}

/**
 * The bundle that a desk exports: its own log and its own witness with one controller, so it never makes anything
 * `proven`.
 */
export function ownBundle(input: {
  name: string;
  organisation: string;
  origin: string;
  logKeys: readonly LogKey[];
  witnessKeys: readonly VerifierKey[];
}): TrustBundle {
  const controller = input.origin;
  return {
    v: TRUST_VERSION,
    name: input.name,
    logs: [
      {
        origin: input.origin,
        controller,
        organisation: input.organisation,
        keys: input.logKeys,
      },
    ],
    witnesses: input.witnessKeys.map((key) => ({ vkey: key.text, controller, organisation: input.organisation })),
    chains: [],
    policy: { witnesses: 1, chains: 0 },
  };
}
