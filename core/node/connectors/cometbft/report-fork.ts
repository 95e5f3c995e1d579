/**
 * What a desk does when the members tell it that its log is another than the one they accepted: it sends them both
 * histories. The members then show the fork to everybody, also when nobody can reach this desk any more.
 */
import { checkpointOf, encodeTransaction, type SignedText } from '../../../anchors/cometbft/transaction.ts';
import { NotaryError } from '../../../errors.ts';
import { equal } from '../../../formats/bytes.ts';
import type { AnchorRequest } from '../../../ports.ts';
import { askSigned } from './application-answers.ts';
import type { Members } from './members.ts';

/** True for a refusal that two histories may be the reason of. */
export const mayBeFork = (error: unknown): error is NotaryError =>
  error instanceof NotaryError && ['fork', 'behind'].includes(String(error.details.reason));

/** Sends the report to all members. False when no two signed checkpoints contradict each other. Never throws. */
export async function reportFork(members: Members, request: AnchorRequest): Promise<boolean> {
  const { origin, size } = request.checkpoint;
  try {
    const accepted = await members.first((rpc) => askSigned(rpc, origin, size));
    const report = accepted && reportAbout(accepted, request);
    if (!report) return false;
    await members.ask((rpc) => rpc.broadcast(report));
    return true;
  } catch {
    return false; // asked again with the next attempt
  }
}

/** The transaction, or null when this log extends what was accepted. The members check it, and both signatures. */
function reportAbout(accepted: SignedText, request: AnchorRequest): Uint8Array | null {
  const { checkpoint, note, consistency, root } = request;
  const { size, root: acceptedRoot } = checkpointOf(accepted);
  const [line] = note.signatures;
  const other = size === checkpoint.size ? checkpoint.root : root?.(size);
  if (!line || !other || equal(other, acceptedRoot)) return null;
  const second = { text: note.text, signature: line.signature };
  const proof = size === checkpoint.size ? [] : consistency(size);
  return encodeTransaction({ kind: 'fork-report', first: accepted, second, other, proof });
}
