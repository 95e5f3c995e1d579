/** What a checked anchor shows to a reader without a trust bundle. Used only for evidence that holds by itself. */

import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { toHex } from '../../formats/bytes.ts';
import type { BlockStatement } from '../kind.ts';
import { timeText } from './block.ts';
import { engineMedianTime, medianTime } from './commit.ts';
import type { CometbftEvidence, SignedBlock } from './evidence.ts';
import { quorumIn } from './judge.ts';
import { blockHash, stateHash, transactionId } from './verify.ts';

function signedPart(
  { chain, block, state }: Pick<CometbftEvidence, 'chain' | 'block' | 'state'>,
  crypto: Crypto,
): [SignedBlock, Uint8Array | null] | null {
  if (block) return [block, blockHash(chain, block, crypto)];
  return state && [state, stateHash(chain, state, crypto)];
}

/** The name of a member's key in the chain's own registry, if the anchor proves it. */
function nameOf(key: Uint8Array, { members }: CometbftEvidence): string | null {
  return members?.members.find(({ validator }) => validator === toHex(key))?.organisation ?? null;
}

/** The statement of one anchor. The block of the transaction comes first: its time is the earliest. */
export function statementOf(evidence: CometbftEvidence, crypto: Crypto): BlockStatement {
  const [signed, hash] = signedPart(evidence, crypto) ?? [];
  if (!signed || !hash) throw new NotaryError('malformed', 'cometbft: an anchor that was not checked');
  const timeBy = (median: typeof medianTime) => {
    const time = median(signed.votes, signed.set);
    return time && timeText(time);
  };
  return {
    shows: 'block',
    chain: evidence.chain,
    height: signed.height,
    block: toHex(hash),
    transaction: evidence.block && transactionId(evidence.block.transaction, crypto),
    time: timeBy(medianTime),
    timeTemplate1: timeBy(engineMedianTime),
    signers: signed.votes.flatMap(({ voter, time }) => {
      const key = signed.set[voter]?.key;
      if (!key) return [];
      return [{ fingerprint: toHex(crypto.sha256(key)), name: nameOf(key, evidence), time: timeText(time) }];
    }),
    members: signed.set.length,
    registeredAs: evidence.registration?.registration.organisation ?? null,
    quorum: quorumIn(signed),
  };
}
