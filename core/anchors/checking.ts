/** The check of an anchor whose kind has a list of checks: what the list finds, and what cannot be read, in one form. */
import type { Crypto } from '../crypto.ts';
import type { Anchor } from '../formats/evidence.ts';
import type { CheckReason } from '../verification/report.ts';
import type { AnchorCheck } from './kind.ts';

/** The checks of one kind. */
interface Checks<E, S, N extends string> {
  readonly kind: string;
  /** Throws for an anchor that cannot be read, which is `damaged` then. */
  read(anchor: Anchor, crypto: Crypto): E;
  /** The chain that the evidence is of, for experts. */
  chainOf(evidence: E): string;
  /** Name of the first check that does not hold; null when all do. */
  firstFailure(evidence: E, subject: S, crypto: Crypto): N | null;
  /** Reasons of those whose failure means something else than `anchor-differs`. */
  readonly reasons: Partial<Readonly<Record<N, CheckReason>>>;
}

/** The check of anchors of this kind. It never throws. */
export function checkBy<E, S, N extends string>({ kind, read, chainOf, firstFailure, reasons }: Checks<E, S, N>) {
  return (anchor: Anchor, subject: S, crypto: Crypto): AnchorCheck => {
    try {
      const evidence = read(anchor, crypto);
      const failed = firstFailure(evidence, subject, crypto);
      if (failed === null)
        return { state: 'passed', reason: 'ok', detail: `${kind} ${chainOf(evidence)}: every check holds` };
      return {
        state: 'failed',
        reason: reasons[failed] ?? 'anchor-differs',
        detail: `${kind}: ${failed} does not hold`,
      };
    } catch (error) {
      const why = error instanceof Error ? error.message : 'cannot be read';
      return { state: 'failed', reason: 'damaged', detail: `${kind}: ${why}` };
    }
  };
}
