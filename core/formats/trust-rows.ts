/** Everybody whom a trust bundle names, one row for each name and key: what a person looks at before making or accepting it. */
import { ANCHOR_KINDS } from '../anchors/index.ts';
import type { AnchorKinds, NamedKey } from '../anchors/kind.ts';
import type { Crypto } from '../crypto.ts';
import { keyFingerprint, parseVerifierKey } from './note.ts';
import type { TrustBundle } from './trust.ts';

/** A name in a bundle and what it stands for. */
export interface TrustRow extends NamedKey {
  readonly as: 'log' | 'witness' | 'member';
  /** Id of the member's chain; null for logs and witnesses. */
  readonly chain: string | null;
  /** The verifier key of a log or witness, which has its name; null for others. */
  readonly vkey: string | null;
}

/**
 * The rows of a bundle: logs, witnesses, members of chains, in its order. Who is in a chain of a kind that this program does
 * not know cannot be told: such chains have none.
 */
export function trustRows(
  { logs, witnesses, chains }: Pick<TrustBundle, 'logs' | 'witnesses' | 'chains'>,
  crypto: Crypto,
  kinds: AnchorKinds = ANCHOR_KINDS,
): readonly TrustRow[] {
  const fingerprint = (vkey: string) => keyFingerprint(parseVerifierKey(vkey, crypto), crypto);
  const row = (as: TrustRow['as'], { organisation, controller }: Pick<NamedKey, 'organisation' | 'controller'>) => {
    return (vkey: string): TrustRow => {
      return { as, organisation, controller, chain: null, vkey, is: 'key', fingerprint: fingerprint(vkey) };
    };
  };
  return [
    ...logs.flatMap((log) => log.keys.map(({ vkey }) => row('log', log)(vkey))),
    ...witnesses.map((witness) => row('witness', witness)(witness.vkey)),
    ...chains.flatMap(({ kind, id, epochs }) =>
      (kinds.of(kind)?.namedKeys?.(epochs, crypto) ?? []).map(
        (named): TrustRow => ({ ...named, as: 'member', chain: id, vkey: null }),
      ),
    ),
  ];
}
