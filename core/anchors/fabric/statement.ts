/** What a checked anchor shows to a reader without a trust bundle. Used only for evidence that holds by itself. */
import type { Crypto } from '../../crypto.ts';
import { toHex } from '../../formats/bytes.ts';
import type { EndorsedStatement, Endorser } from '../kind.ts';
import { ordererOf } from './block.ts';
import type { FabricEvidence, OrderingProof } from './evidence.ts';
import { type Identity, readIdentity } from './identity.ts';
import { contentOf, endorsersOf } from './proposal.ts';
import { blockHash } from './verify.ts';

const shown = ({ mspId, key }: Identity, crypto: Crypto): Endorser => ({
  name: mspId,
  fingerprint: toHex(crypto.sha256(key)),
});

function orderersOf(ordering: OrderingProof): EndorsedStatement['orderers'] {
  if (ordering.by === 'quorum') return { by: 'several', count: ordering.signatures.length };
  return { by: 'one', name: readIdentity(ordererOf(ordering.signature)).mspId };
}

/** Those who sign twice are named once. */
function each(endorsers: readonly Endorser[]): readonly Endorser[] {
  return endorsers.filter((one, i) => endorsers.findIndex(({ fingerprint }) => fingerprint === one.fingerprint) === i);
}

/** The statement of one anchor. */
export function statementOf({ channel, block, transaction, read }: FabricEvidence, crypto: Crypto): EndorsedStatement {
  const { chaincodes, txId } = contentOf(transaction);
  return {
    shows: 'endorsed',
    chain: channel,
    chaincode: chaincodes[0],
    height: block.number,
    block: toHex(blockHash(block, crypto)),
    transaction: txId,
    time: null,
    endorsers: each(endorsersOf(transaction).map((one) => shown(one, crypto))),
    readers: each(endorsersOf(read).map((one) => shown(one, crypto))),
    orderers: orderersOf(block.ordering),
  };
}
