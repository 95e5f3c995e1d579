/** Sends one transaction through the gateways, once, and says how long its fate may stay open. */
import type { DigitalSignature } from '../../../anchors/jdchain/contracts.ts';
import type { JdPrivateKey } from '../../../anchors/jdchain/keys.ts';
import { requestBytes, signTransaction } from '../../../anchors/jdchain/transaction.ts';
import { NotaryError } from '../../../errors.ts';
import { type Submission, stateName } from '../../jdchain/submission.ts';
import type { JdAccess } from './access.ts';
import { MOST_REQUEST, type Transaction } from './plan.ts';

/** How long something that was sent may still be under way, in milliseconds. */
export interface Settling {
  /** After an answer that leaves it open: most late commits come within seconds. */
  readonly answered: number;
  /** Without an answer, or when this process does not know whether it was sent: a network gives up after 150 seconds. */
  readonly unanswered: number;
}

/** For networks as they are. */
export const SETTLING: Settling = { answered: 60_000, unanswered: 180_000 };

/** What became of the sending. */
export interface Sent {
  readonly submission: Submission;
  /** Milliseconds for which it may be under way; 0 when its fate is known. */
  readonly settling: number;
  /** Why it was not taken, for people; null when it may have been. */
  readonly refusal: string | null;
}

/**
 * Sends it to the first gateway that can be reached: the next one is tried only while no byte has left this machine. Throws
 * `bad-input` for a request that is too large for a network.
 */
export async function sendOnce(
  gateways: JdAccess['gateways'],
  { content, hash }: Transaction,
  key: JdPrivateKey,
  settling: Settling,
): Promise<Sent> {
  const signature: DigitalSignature = signTransaction(hash, key);
  const bytes = requestBytes(content, hash, [signature]);
  if (bytes.length > MOST_REQUEST) throw new NotaryError('bad-input', `jdchain: a request of ${bytes.length} bytes`);
  let last: Submission = { is: 'not-sent', reason: 'connection', said: 'no gateway' };
  for (const { node } of gateways) {
    last = await node.submit(bytes, hash);
    if (last.is !== 'not-sent') break;
  }
  return { submission: last, settling: settlingOf(last, settling), refusal: refusalOf(last) };
}

function settlingOf(submission: Submission, { answered, unanswered }: Settling): number {
  if (submission.is === 'accepted' || submission.is === 'not-understood') return answered;
  if (submission.is !== 'open') return 0;
  return submission.state === null ? unanswered : answered;
}

function refusalOf(submission: Submission): string | null {
  if (submission.is === 'not-sent' || submission.is === 'not-understood') return submission.said;
  if (submission.is === 'not-allowed') return `HTTP ${submission.status}`;
  return submission.is === 'refused' ? stateName(submission.state) : null;
}
