/** Builds the anchor of what members' nodes and witnesses answered. It only arranges; the offline verifier decides. */
import { encode } from '../../../anchors/jdchain/binary.ts';
import { DATA_TYPE, type DigitalSignature, TRANSACTION_CONTENT } from '../../../anchors/jdchain/contracts.ts';
import { entryKey, entryValue } from '../../../anchors/jdchain/entry.ts';
import { jdchainAnchor } from '../../../anchors/jdchain/evidence.ts';
import {
  type Observation,
  observationText,
  observedCheckpoint,
  valueHash,
} from '../../../anchors/jdchain/observation.ts';
import { isSigned } from '../../../anchors/jdchain/transaction.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import type { Anchor } from '../../../formats/evidence.ts';
import { NOTE_LIMITS, type SignatureLine, type VerifierKey } from '../../../formats/note.ts';
import { blockBytes, type Recorded } from './fate.ts';
import { accountAddress, checkpointOf, type Plan } from './plan.ts';

/** What witnesses are asked to sign about a transaction that enough members show. */
export function observationOf(plan: Plan, recorded: Recorded, crypto: Crypto): Observation {
  const checkpoint = checkpointOf(plan);
  return {
    ...observedCheckpoint(checkpoint, crypto),
    ledger: plan.ledger,
    height: recorded.height,
    block: recorded.block.hash,
    transaction: requestOf(recorded).transactionHash,
    account: accountAddress(plan, crypto),
    key: entryKey(checkpoint),
    version: 0,
    valueHash: valueHash(DATA_TYPE.TEXT, entryValue(plan.note), crypto),
  };
}

function requestOf({ transaction }: Recorded) {
  const { request } = transaction;
  const { transactionContent, transactionHash } = request ?? {};
  if (!request || !transactionContent || !transactionHash)
    throw new NotaryError('anchor-invalid', 'a member shows a transaction without its content');
  return { ...request, transactionContent, transactionHash };
}

/** Lines of witnesses under the statement. */
export interface Stated {
  readonly seen: Observation;
  readonly lines: readonly { readonly line: SignatureLine; readonly key: VerifierKey }[];
}

/** The anchor. Throws `anchor-invalid` when the ledger has the transaction without a user's signature. */
export function anchorOf(recorded: Recorded, { seen, lines }: Stated, crypto: Crypto): Anchor {
  const { transactionContent, endpointSignatures, nodeSignatures } = requestOf(recorded);
  const isValid = (one: DigitalSignature | null): one is DigitalSignature =>
    one !== null && isSigned(one, seen.transaction, crypto);
  const endpoint = endpointSignatures.find(isValid);
  if (!endpoint) throw new NotaryError('anchor-invalid', 'a member shows the transaction without its signature');
  const carried = lines.slice(0, NOTE_LIMITS.signatures);
  return jdchainAnchor({
    content: encode(TRANSACTION_CONTENT, transactionContent),
    endpoint,
    node: nodeSignatures.find(isValid) ?? null,
    block: blockBytes(recorded),
    note: { text: observationText(seen), signatures: carried.map(({ line }) => line) },
    keys: carried.map(({ key }) => key),
  });
}
