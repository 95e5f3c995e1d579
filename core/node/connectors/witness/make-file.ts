/** Makes witness files: of a witness of others whose key is known, and of a desk's own witness. */
import { NotaryError } from '../../../errors.ts';
import { WITNESS } from '../../../formats/cosignature.ts';
import type { TrustBundle } from '../../../formats/trust.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { ImportingDesk } from '../foreign/import.ts';
import { parseWitnessFile, type WitnessFile, witnessFileBytes } from './connection-file.ts';

/** Where a witness answers. */
export type WitnessAt = Pick<WitnessFile, 'url' | 'ca'>;

/** A witness with everything that its file says of it. */
export type NamedWitness = WitnessAt & Pick<WitnessFile, 'organisation' | 'vkey'>;

/**
 * The file with which a desk asks a witness of others, of which only address and key are known: its bundle names this
 * desk's log and that witness. Throws `bad-input`.
 */
export function foreignWitnessFile(desk: ImportingDesk, witness: NamedWitness): Uint8Array {
  const { origin, organisation, logKeys: keys } = desk;
  const log = { origin, controller: origin, organisation, keys };
  return checkedWitnessFile(witness, [log], witness.organisation);
}

/** A file whose bundle names a witness, its controller and these logs. Throws `bad-input`: what nobody could read is not written. */
export function checkedWitnessFile(
  { url, ca, organisation, vkey }: NamedWitness,
  logs: TrustBundle['logs'],
  controller: string,
): Uint8Array {
  const witnesses = [{ vkey, controller, organisation }];
  const trust = { v: 1, name: organisation, logs, witnesses, chains: [], policy: { witnesses: 1, chains: 0 } } as const;
  const bytes = witnessFileBytes({ v: 1, kind: WITNESS, organisation, url: url.replace(/\/+$/, ''), ca, vkey, trust });
  try {
    parseWitnessFile(bytes, nodeCrypto);
  } catch (cause) {
    if (!(cause instanceof NotaryError)) throw cause;
    throw new NotaryError('bad-input', cause.message, { reason: 'witness-file', value: cause.message }, cause);
  }
  return bytes;
}
