/**
 * The trust bundle of a chain, built from the answers of a member's application. Its fingerprint is to be compared
 * before it is accepted.
 */
import type { Registration } from '../../anchors/cometbft/application.ts';
import { readRegistration } from '../../anchors/cometbft/application.ts';
import { COMETBFT } from '../../anchors/cometbft/evidence.ts';
import { type Crypto, nobleCrypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { fromHex } from '../../formats/bytes.ts';
import { type Json, parseCanonical } from '../../formats/canonical.ts';
import { anyJson, type Decoder, integer, list, object, text } from '../../formats/decoder.ts';
import { KEY_TYPE, verifierKey } from '../../formats/note.ts';
import { parseTrustBundle, type TrustBundle, trustBundleBytes } from '../../formats/trust.ts';
import type { TrustedLog } from '../../formats/trusted.ts';
import { type Member, readMember, type StoredEpoch } from './registry.ts';

/** What `/chain` answers. */
export interface ChainDescription {
  readonly chain: string;
  readonly height: number;
  readonly members: readonly Member[];
  readonly epochs: readonly Json[];
  readonly logs: readonly (readonly [origin: string, registration: Registration])[];
  readonly nextDecision: number;
  /** Number of accepted checkpoints. */
  readonly history: number;
  /** Origins of the logs that were shown to have signed two histories; members of 0.1.0 do not tell. */
  readonly forks?: readonly string[];
}

const readLog: Decoder<readonly [string, Registration]> = (value, at) => {
  if (!Array.isArray(value) || value.length !== 2 || typeof value[0] !== 'string')
    throw new NotaryError('malformed', `${at}: not a log`);
  return [value[0], readRegistration(value[1], at)];
};

const readDescription = object<ChainDescription>(
  {
    chain: text(50),
    height: integer(),
    members: list(readMember, 64, 1),
    epochs: list(anyJson, 100_000, 1),
    logs: list(readLog, 100_000),
    nextDecision: integer(1),
    history: integer(),
    forks: list(text(1000), 100_000),
  },
  ['forks'],
);

/** Reads the answer to `/chain`. Throws `malformed`. */
export function parseChainDescription(bytes: Uint8Array): ChainDescription {
  return readDescription(parseCanonical(bytes), 'chain');
}

function trustedLogOf(
  [origin, { controller, organisation, keys }]: ChainDescription['logs'][number],
  crypto: Crypto,
): TrustedLog {
  return {
    origin,
    controller,
    organisation,
    keys: keys.map(([key, from, to]) => ({
      vkey: verifierKey(origin, KEY_TYPE.ed25519, fromHex(key, 32), crypto).text,
      from,
      to,
    })),
  };
}

/** An epoch whose end is decided but not reached stays open in a bundle; its successor appears in the next bundle. */
function statedEpochs(epochs: readonly Json[]): readonly Json[] {
  const stored = epochs as unknown as readonly StoredEpoch[];
  const ending = stored.findIndex(({ to, history }) => to !== null && history === null);
  if (ending < 0) return epochs;
  return [...epochs.slice(0, ending), { ...stored[ending], to: null } as unknown as Json];
}

/** The bundle that a member publishes: its chain, with the logs registered there. Its policy asks for one chain. */
export function exportTrust(
  description: ChainDescription,
  given: { readonly name: string; readonly demo: boolean },
  crypto: Crypto = nobleCrypto,
): TrustBundle {
  const { chain, epochs, logs } = description;
  const bundle: TrustBundle = {
    v: 1,
    name: given.name,
    logs: logs.map((log) => trustedLogOf(log, crypto)),
    witnesses: [],
    chains: [{ kind: COMETBFT, id: chain, demo: given.demo, epochs: statedEpochs(epochs) }],
    policy: { witnesses: 0, chains: 1 },
  };
  return parseTrustBundle(trustBundleBytes(bundle), crypto);
}
