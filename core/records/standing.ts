/**
 * How far a record has come, and on whose word. A desk's own witness is the desk itself: what only it has confirmed is
 * sealed, and no more. docs/glossary.md.
 */
import type { RecordState } from '../ports.ts';

/** Every name, in the order in which lists show them. */
export const STANDINGS = ['recorded', 'own', 'test', 'waiting', 'confirmed', 'withdrawn', 'erased'] as const;

/**
 * The name of a standing. `own`: sealed, and only this desk says so. `test`: sealed, and beside this desk only a test
 * network says so, which proves nothing. `waiting`: sealed, and a chain is to confirm it.
 */
export type StandingName = (typeof STANDINGS)[number];

/** Somebody outside of the desk who confirmed, as the anchor shows it. */
export interface Voice {
  /** What the connection file calls the chain, or the authority’s name; null when the desk does not know it any more. */
  readonly name: string | null;
  /** A test network, which counts only for a verifier who asks for it. */
  readonly demo: boolean;
  /** Voting power that signed, and that there is; null where the desk does not know it. */
  readonly signed: number;
  readonly of: number | null;
  /** Names that the chain has for those who signed, else the fingerprint of the key. */
  readonly signers: readonly string[];
}

/** Where a record stands. `by` is empty unless it is `confirmed` (then without test networks) or `test`. */
export interface Standing {
  readonly is: StandingName;
  readonly by: readonly Voice[];
}

/** `isAwaited`: a chain that is required and switched on; `voices`: whose anchors the record's certificate carries. */
export function standingOf(state: RecordState, isAwaited: boolean, voices: readonly Voice[]): Standing {
  if (state === 'anchored' && voices.length > 0) {
    const counting = voices.filter(({ demo }) => !demo);
    return counting.length > 0 ? { is: 'confirmed', by: counting } : { is: 'test', by: voices };
  }
  if (state === 'anchored' || (state === 'sealed' && !isAwaited)) return { is: 'own', by: [] };
  return { is: state === 'sealed' ? 'waiting' : state, by: [] };
}
