/**
 * Evidence of a checkpoint from the network: what the organisations read in their ledgers names block and place, all copies
 * of the block that can be had show who ordered it. It is accepted once the offline verifier accepts it under the desk's own
 * bundle. It is looked for by the checkpoint, so it does not matter which transaction carried it.
 */
import { type Block, lastConfig } from '../../../anchors/fabric/block.ts';
import { epochOf } from '../../../anchors/fabric/epochs.ts';
import { type FabricEvidence, fabricAnchor, readFabricEvidence } from '../../../anchors/fabric/evidence.ts';
import { gatherEvidence, readPrepared } from '../../../anchors/fabric/gather.ts';
import { fabricVerifier } from '../../../anchors/fabric/index.ts';
import { contentOf, type Endorsed, readEnvelope, type Version } from '../../../anchors/fabric/proposal.ts';
import { firstFailure } from '../../../anchors/fabric/verify.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { fromUtf8 } from '../../../formats/bytes.ts';
import type { Checkpoint } from '../../../formats/checkpoint.ts';
import type { Anchor } from '../../../formats/evidence.ts';
import { parseNoteText } from '../../../formats/note.ts';
import type { Secrets } from '../kind.ts';
import { copiesOf } from './blocks.ts';
import { epochsOf, type FabricFile, newestEpoch } from './connection-file.ts';
import { endorseByAll } from './endorse.ts';
import { identityOf } from './gateway.ts';
import type { FabricNetwork } from './network.ts';

/** What evidence is sought of. */
export interface Subject {
  readonly checkpoint: Checkpoint;
  readonly noteText: string;
}

/** By what it is sought and judged. */
export interface Gathering {
  readonly file: FabricFile;
  readonly secrets: Secrets;
  readonly crypto: Crypto;
  /** How long endorsers that are behind are waited for, in milliseconds. */
  readonly patience: number;
  /** How long an orderer may take, in milliseconds. */
  readonly timeout: number;
}

const invalid = (why: string, details = {}, cause?: unknown) =>
  new NotaryError('anchor-invalid', `fabric: ${why}`, details, cause);

/**
 * The verified anchor; null when so many organisations as the policy needs have no such checkpoint. Throws `anchor-refused`
 * with `reason` `fork` when the ledgers hold another checkpoint of this size, `anchor-unavailable`, or `anchor-invalid`.
 */
export async function gatherAnchor(
  network: FabricNetwork,
  subject: Subject,
  gathering: Gathering,
): Promise<Anchor | null> {
  const { file, secrets, timeout } = gathering;
  const read = await readStatement(network, subject, gathering);
  if (!read) return null;
  const place = placeIn(read);
  const { channel, orderers } = file;
  const identity = identityOf(file, secrets);
  const copies = await copiesOf(place.block, { channel, peers: network.peers, orderers, identity, timeout });
  return verified(evidenceOf(read, place, copies, gathering), subject, gathering);
}

async function readStatement(
  network: FabricNetwork,
  { checkpoint, noteText }: Subject,
  { file, patience }: Gathering,
): Promise<Endorsed | null> {
  const { origin, size } = checkpoint;
  const call = { chaincode: file.chaincode, function: 'getCheckpoint', arguments: [origin, String(size)] };
  const outcome = await endorseByAll(network, async () => call, { policy: newestEpoch(file).policy, patience });
  if (!('endorsed' in outcome)) {
    if (outcome.refusal === 'NOT_FOUND') return null;
    throw invalid(`reading a checkpoint is refused: ${outcome.text}`);
  }
  const read = readPrepared(outcome.endorsed.bytes);
  if (parseNoteText(fromUtf8(contentOf(read).returned)).text !== noteText)
    throw new NotaryError('anchor-refused', `the ledgers hold another checkpoint of ${size} leaves`, {
      reason: 'fork',
    });
  return read;
}

/** Where the organisations say that they read it. */
function placeIn(read: Endorsed): Version {
  const [one] = contentOf(read).reads;
  if (!one?.version) throw invalid('what was read has no place in the ledger');
  return one.version;
}

function evidenceOf(
  read: Endorsed,
  { block, index }: Version,
  copies: readonly Block[],
  { file, crypto }: Gathering,
): FabricEvidence {
  const known = new Set(copies.flatMap((copy) => epochOf(epochsOf(file), lastConfig(copy.value)) ?? []));
  if (known.size === 0)
    throw invalid(`block ${block} names a configuration that the bundle does not`, { reason: 'members-changed' });
  let failure: unknown = null;
  for (const { ordering } of known)
    for (const transaction of transactionsAt(index, copies)) {
      try {
        return gatherEvidence({ channel: file.channel, copies, transaction, read, ordering }, crypto);
      } catch (error) {
        if (!(error instanceof NotaryError)) throw error;
        failure = error;
      }
    }
  throw failure ?? invalid(`block ${block} has no transaction at ${index}`);
}

/** Ids of the transactions that copies have at this place: one, unless somebody lies. */
function transactionsAt(index: number, copies: readonly Block[]): ReadonlySet<string> {
  const ids = copies.flatMap(({ entries }) => {
    try {
      const entry = entries[index];
      return entry ? [contentOf(readEnvelope(entry)).txId] : [];
    } catch {
      return []; // of another sort
    }
  });
  return new Set(ids);
}

function verified(evidence: FabricEvidence, subject: Subject, { file, crypto }: Gathering): Anchor {
  const anchor = fabricAnchor(evidence);
  const failed = firstFailure(readFabricEvidence(anchor), subject, crypto);
  if (failed !== null) throw invalid(`${failed} does not hold`);
  const chain = file.trust.chains.find(({ kind, id }) => kind === file.kind && id === file.channel);
  if (!chain) throw invalid(`the bundle does not name ${file.channel}`);
  const judged = fabricVerifier.judge(anchor, subject, chain, { controller: subject.checkpoint.origin }, crypto);
  if (!judged.met) throw invalid(judged.detail);
  return anchor;
}
