/** Which logs of others this desk's witness accepts, and the file with which others ask it. */
import { NotaryError } from '../../errors.ts';
import { WITNESS } from '../../formats/cosignature.ts';
import type { VerifierKey } from '../../formats/note.ts';
import type { TrustBundle } from '../../formats/trust.ts';
import type { LogKey, TrustedLog } from '../../formats/trusted.ts';
import { parseWitnessFile, type WitnessFile, witnessFileBytes } from '../connectors/witness/connection-file.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { TrustEntry } from './types.ts';

/**
 * The logs of the bundles whose fingerprint was compared, by origin, each with the keys of all of them; not the desk's own,
 * which its embedded witness follows.
 */
export function witnessedLogs(trust: readonly TrustEntry[], own: string): ReadonlyMap<string, TrustedLog> {
  const logs = new Map<string, TrustedLog>();
  for (const { bundle, compared, own: isOwn } of trust) {
    if (isOwn || !compared) continue;
    for (const log of bundle.logs) {
      if (log.origin === own) continue;
      const known = logs.get(log.origin);
      logs.set(log.origin, known ? { ...known, keys: withoutDoubles([...known.keys, ...log.keys]) } : log);
    }
  }
  return logs;
}

function withoutDoubles(keys: readonly LogKey[]): readonly LogKey[] {
  const name = ({ vkey, from, to }: LogKey) => `${vkey} ${from} ${to}`;
  return [...new Map(keys.map((key) => [name(key), key])).values()];
}

/** Where a witness answers. */
export type WitnessAt = Pick<WitnessFile, 'url' | 'ca'>;

/** This desk, as far as a witness file names it. */
export interface NamedDesk {
  readonly origin: string;
  readonly organisation: string;
}

/**
 * The file with which other desks ask the witness of this one: its bundle names their logs and this witness. Throws
 * `bad-input` when no log is accepted yet, and for an address that cannot be used.
 */
export function ownWitnessFile(
  desk: NamedDesk & { readonly witness: VerifierKey },
  logs: ReadonlyMap<string, TrustedLog>,
  at: WitnessAt,
): Uint8Array {
  if (logs.size === 0)
    throw new NotaryError('bad-input', 'no log of another desk is accepted yet', { reason: 'no-witnessed-log' });
  const { origin, organisation, witness } = desk;
  const witnesses = [{ vkey: witness.text, controller: origin, organisation }];
  return checkedFile(
    { ...at, organisation, vkey: witness.text },
    bundleOf(organisation, [...logs.values()], witnesses),
  );
}

/**
 * The file with which this desk asks a witness of others, of which only address and key are known: its bundle names this
 * desk's log and that witness. Throws `bad-input`.
 */
export function foreignWitnessFile(
  desk: NamedDesk & { readonly logKeys: readonly LogKey[] },
  witness: { readonly organisation: string; readonly vkey: string },
  at: WitnessAt,
): Uint8Array {
  const { origin, organisation, logKeys: keys } = desk;
  const log = { origin, controller: origin, organisation, keys };
  const witnesses = [{ ...witness, controller: witness.organisation }];
  return checkedFile({ ...at, ...witness }, bundleOf(witness.organisation, [log], witnesses));
}

function bundleOf(name: string, logs: TrustBundle['logs'], witnesses: TrustBundle['witnesses']): TrustBundle {
  return { v: 1, name, logs, witnesses, chains: [], policy: { witnesses: 1, chains: 0 } };
}

/** What nobody could read is not written. */
function checkedFile(
  { url, ca, organisation, vkey }: Pick<WitnessFile, 'url' | 'ca' | 'organisation' | 'vkey'>,
  trust: TrustBundle,
): Uint8Array {
  const bytes = witnessFileBytes({ v: 1, kind: WITNESS, organisation, url: url.replace(/\/+$/, ''), ca, vkey, trust });
  try {
    parseWitnessFile(bytes, nodeCrypto);
  } catch (cause) {
    if (!(cause instanceof NotaryError)) throw cause;
    throw new NotaryError('bad-input', cause.message, { reason: 'witness-file', value: cause.message }, cause);
  }
  return bytes;
}
