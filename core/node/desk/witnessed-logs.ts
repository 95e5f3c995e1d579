/** Which logs of others this desk's witness accepts, and the file with which others ask it. */
import { NotaryError } from '../../errors.ts';
import type { VerifierKey } from '../../formats/note.ts';
import type { LogKey, TrustedLog } from '../../formats/trusted.ts';
import { checkedWitnessFile, type WitnessAt } from '../connectors/witness/make-file.ts';
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

/**
 * The file with which other desks ask the witness of this one: its bundle names their logs and this witness. Throws
 * `bad-input` when no log is accepted yet, and for an address that cannot be used.
 */
export function ownWitnessFile(
  desk: { readonly origin: string; readonly organisation: string; readonly witness: VerifierKey },
  logs: ReadonlyMap<string, TrustedLog>,
  at: WitnessAt,
): Uint8Array {
  if (logs.size === 0)
    throw new NotaryError('bad-input', 'no log of another desk is accepted yet', { reason: 'no-witnessed-log' });
  const { origin, organisation, witness } = desk;
  return checkedWitnessFile({ ...at, organisation, vkey: witness.text }, [...logs.values()], origin);
}
