/** Forks: when it can be proven to anybody that a log signed two histories. */
import type { ForkReport, SignedText } from '../../anchors/cometbft/transaction.ts';
import { checkpointOf } from '../../anchors/cometbft/transaction.ts';
import type { Crypto } from '../../crypto.ts';
import { equal } from '../../formats/bytes.ts';
import { verifyConsistency } from '../../log/merkle.ts';
import { otherRoot } from '../../log/other-root.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** True when both texts are of one log and the second history does not extend the first. */
export function isFork(report: Omit<ForkReport, 'kind'>, crypto: Sha256): boolean {
  const [first, second] = [checkpointOf(report.first), checkpointOf(report.second)];
  return (
    first.origin === second.origin &&
    first.size > 0 &&
    first.size <= second.size &&
    !equal(report.other, first.root) &&
    verifyConsistency(first.size, second.size, report.other, second.root, report.proof, crypto)
  );
}

/** The report about a refused checkpoint, or null when its proof does not show the fork. */
export function forkReport(
  accepted: SignedText,
  refused: SignedText,
  proof: readonly Uint8Array[],
  crypto: Sha256,
): ForkReport | null {
  const [first, second] = [checkpointOf(accepted), checkpointOf(refused)];
  const sameSize = first.size === second.size;
  const used = sameSize ? [] : proof;
  const other = otherRoot(first, second, used, crypto);
  if (!other) return null;
  const report = { kind: 'fork-report' as const, first: accepted, second: refused, other, proof: used };
  return isFork(report, crypto) ? report : null;
}
