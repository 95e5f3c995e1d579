/** The logs that a member's witness accepts: their keys, and the user of the ledger by whom each writes. */
import { fromBase58, toBase58 } from '../../../anchors/jdchain/base58.ts';
import { publicKeyBytes, readPublicKey } from '../../../anchors/jdchain/keys.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { canonicalBytes, checkVersion, type Json, parseCanonical } from '../../../formats/canonical.ts';
import { type Decoder, integer, list, literal, mapped, nullable, object, text } from '../../../formats/decoder.ts';
import { verifierKeyText } from '../../../formats/note.ts';
import { plainText } from '../../../formats/plain-text.ts';
import type { LogKey, TrustedLog } from '../../../formats/trusted.ts';

/** A log, and who writes for it. */
export interface AcceptedLog extends Omit<TrustedLog, 'controller'> {
  /** The public key of its user, with code and type. */
  readonly user: Uint8Array;
}

const MOST_LOGS = 1000;
const MOST_KEYS = 64;

/** The public key of a user of a ledger, Base58 as its own tools show it. Throws `malformed`. */
export const userKey: Decoder<Uint8Array> = mapped(text(128), (value) => {
  const bytes = publicKeyBytes(readPublicKey(fromBase58(value)));
  if (toBase58(bytes) !== value) throw new NotaryError('malformed', 'a key is written in one way');
  return bytes;
});

const shapeOf = (crypto: Pick<Crypto, 'sha256'>) =>
  object<{ readonly v: 1; readonly logs: readonly AcceptedLog[] }>({
    v: literal(1),
    logs: list(
      object<AcceptedLog>({
        origin: text(256),
        organisation: plainText,
        keys: list(
          object<LogKey>({ vkey: verifierKeyText(crypto), from: integer(), to: nullable(integer()) }),
          MOST_KEYS,
          1,
        ),
        user: userKey,
      }),
      MOST_LOGS,
    ),
  });

/** The bytes of a list of logs. */
export function acceptedBytes(logs: Iterable<AcceptedLog>): Uint8Array {
  const written = [...logs].map(({ origin, organisation, keys, user }) => ({
    origin,
    organisation,
    keys,
    user: toBase58(user),
  }));
  return canonicalBytes({ v: 1, logs: written } as unknown as Json);
}

/** Reads a list of logs, by their origins. Throws `malformed`, `too-large` or `newer-version`. */
export function parseAccepted(bytes: Uint8Array, crypto: Pick<Crypto, 'sha256'>): ReadonlyMap<string, AcceptedLog> {
  const value = parseCanonical(bytes);
  checkVersion(value, 1);
  const { logs } = shapeOf(crypto)(value, 'logs');
  const byOrigin = new Map(logs.map((log) => [log.origin, log]));
  if (byOrigin.size !== logs.length) throw new NotaryError('malformed', 'logs: a log stands twice');
  return byOrigin;
}
