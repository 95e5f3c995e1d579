/** The entries of a trust bundle: logs, their keys, witnesses and chains. Reading a bundle is core/formats/trust.ts. */
import type { Json } from './canonical.ts';
import type { VerifierKey } from './note.ts';

/** A log's key and the log sizes it signs: from `from` up to and including `to`; null is open. */
export interface LogKey {
  readonly vkey: string;
  readonly from: number;
  readonly to: number | null;
}

/** A desk's log, who holds it, and the keys that sign for it. */
export interface TrustedLog {
  readonly origin: string;
  /** Identifier of who holds the keys: signers whose controllers look alike count as one (core/formats/names.ts). */
  readonly controller: string;
  /** The name that is shown. */
  readonly organisation: string;
  readonly keys: readonly LogKey[];
}

/** A witness's key and who holds it. */
export interface TrustedWitness {
  readonly vkey: string;
  readonly controller: string;
  readonly organisation: string;
}

/** A chain; its kind (core/anchors/) defines the contents of epochs. */
export interface TrustedChain {
  readonly kind: string;
  readonly id: string;
  /** A test network: its anchors count only for a verifier who asks for it. */
  readonly demo: boolean;
  readonly epochs: readonly Json[];
}

/** True when `log` accepts signatures of `key` on checkpoints of `size` leaves. */
export function acceptsKey(log: Pick<TrustedLog, 'keys'>, key: VerifierKey, size: number): boolean {
  return log.keys.some(
    (known) => known.vkey === key.text && known.from <= size && (known.to === null || size <= known.to),
  );
}

/** The keys of a log with a single key. */
export function onlyKey(key: VerifierKey): readonly LogKey[] {
  return [{ vkey: key.text, from: 0, to: null }];
}
