/**
 * The connector of a CometBFT consortium: prepare → submit → confirm → evidence, over several members' nodes. No answer
 * is trusted: a checkpoint is confirmed once the offline verifier accepts its evidence under the desk's own bundle.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { epochAt, readEpochs } from '../../../anchors/cometbft/epochs.ts';
import { COMETBFT, readCometbftEvidence } from '../../../anchors/cometbft/evidence.ts';
import { transactionHash } from '../../../anchors/cometbft/header.ts';
import { cometbftVerifier } from '../../../anchors/cometbft/index.ts';
import { checkpointOf, decodeTransaction, encodeTransaction } from '../../../anchors/cometbft/transaction.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { fromHex, toHex } from '../../../formats/bytes.ts';
import type { Checkpoint } from '../../../formats/checkpoint.ts';
import type { Anchor } from '../../../formats/evidence.ts';
import type { AnchorJob, AnchorRequest, AnchorResult, ChainConnector, Confirmation } from '../../../ports.ts';
import { type ConsortiumFile, chainOf } from '../../cometbft/consortium-file.ts';
import { type Rpc, RpcRefusal } from '../../cometbft/rpc.ts';
import type { ChainHealth } from '../health.ts';
import { nameOf } from '../kind.ts';
import { findBase, type Log } from './base.ts';
import { acceptedAt, gatherBlock, gatherState, isDecided, type Subject } from './gather.ts';
import { Members } from './members.ts';
import { quorumOfFile } from './quorum.ts';
import { mayBeFork, reportFork } from './report-fork.ts';
import { sendTransaction } from './send.ts';

/** What a connector is made of. */
export interface ConnectorDependencies {
  readonly file: ConsortiumFile;
  readonly crypto: Crypto;
  /** How long one node may take to answer, in milliseconds. */
  readonly timeout?: number;
  /** How long `confirm` waits for the block, in milliseconds. */
  readonly patience?: number;
}

const POLL = 60;

/** See the head of this file and the contract in `ChainConnector`. */
export class CometbftConnector implements ChainConnector {
  readonly name: string;
  readonly chain: { readonly kind: string; readonly id: string };
  readonly #dependencies: ConnectorDependencies;
  readonly #members: Members;
  /** References of jobs that this process has sent: only those are worth waiting for. */
  readonly #sent = new Set<string>();
  /** Checkpoints whose fork was shown to the members. */
  readonly #reported = new Set<string>();
  /** Verified evidence of jobs whose `evidence` was not requested yet. */
  readonly #proven = new Map<string, Anchor>();
  /** For each log the largest size with verified evidence. */
  readonly #confirmed = new Map<string, number>();

  constructor(dependencies: ConnectorDependencies) {
    const { file, timeout = 5000 } = dependencies;
    this.#dependencies = dependencies;
    this.#members = new Members(file.endpoints, timeout);
    this.chain = { kind: COMETBFT, id: file.chain };
    this.name = nameOf(this.chain);
  }

  /** Health of each member's node. */
  health(): Promise<readonly ChainHealth[]> {
    return this.#members.health();
  }

  /** Asks for the last accepted checkpoint and builds the transaction that extends it. */
  async prepare(request: AnchorRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const { crypto } = this.#dependencies;
    const { origin, size } = request.checkpoint;
    const confirmed = Math.min(this.#confirmed.get(origin) ?? 0, size);
    const base = await this.#base({ request, confirmed, crypto });
    const [line] = request.note.signatures;
    if (!line) throw new NotaryError('internal', 'a checkpoint without a signature');
    const payload = encodeTransaction({
      kind: 'checkpoint',
      signed: { text: request.note.text, signature: line.signature },
      base,
      proof: base === size ? [] : request.consistency(base),
    });
    return { payload, reference: toHex(transactionHash(payload, crypto)) };
  }

  /** Throws what `findBase` throws; a fork is first shown to the members. */
  async #base(log: Log): Promise<number> {
    try {
      return await findBase(this.#members, log);
    } catch (error) {
      const { note } = log.request;
      if (mayBeFork(error) && !this.#reported.has(note.text) && (await reportFork(this.#members, log.request)))
        this.#reported.add(note.text);
      throw error;
    }
  }

  /** No receipt: a member's answer proves nothing, and the checkpoint can be looked up at any time. */
  async submit(job: AnchorJob): Promise<null> {
    await sendTransaction(this.#members, job);
    this.#sent.add(job.reference);
    return null;
  }

  /**
   * Looks for the checkpoint in a block, and waits for it if this process sent it. Only verified evidence is final:
   * trusting a node's word would keep the desk from asking another node.
   */
  async confirm(job: AnchorJob): Promise<Confirmation> {
    const subject = this.#subjectOf(job);
    const until = performance.now() + (this.#sent.has(job.reference) ? (this.#dependencies.patience ?? 4000) : 0);
    for (;;) {
      const anchor = await this.#members.first((rpc) => proofOf(rpc, job, subject));
      if (anchor) {
        this.#proven.set(job.reference, anchor);
        return { state: 'final' };
      }
      if (performance.now() >= until) return this.#unlessNoQuorum();
      await sleep(POLL);
    }
  }

  /** Unknown; where so many members are away that nothing can be confirmed, throws `anchor-unavailable` with how many. */
  async #unlessNoQuorum(): Promise<Confirmation> {
    const quorum = quorumOfFile(this.#dependencies.file);
    if (quorum === null) return { state: 'unknown' };
    const { need, all } = quorum;
    const away = (await this.#members.health()).filter(({ reachable }) => !reachable).length;
    if (all - away >= need) return { state: 'unknown' };
    const details = { reason: 'no-quorum', answering: all - away, all, need };
    throw new NotaryError('anchor-unavailable', `${away} of ${all} members are away, ${need} must sign`, details);
  }

  async evidence(job: AnchorJob, { checkpoint, note }: AnchorRequest): Promise<AnchorResult> {
    const subject = this.#subject(checkpoint, note.text);
    const anchor = this.#proven.get(job.reference) ?? (await this.#members.first((rpc) => proofOf(rpc, job, subject)));
    if (!anchor) throw new NotaryError('anchor-unavailable', 'no member gave evidence');
    this.#proven.delete(job.reference);
    this.#sent.delete(job.reference);
    this.#confirmed.set(checkpoint.origin, Math.max(this.#confirmed.get(checkpoint.origin) ?? 0, checkpoint.size));
    return { lines: [], keys: [], anchors: [anchor] };
  }

  /**
   * Evidence of a closed epoch with its position in the history at that epoch's end, according to the desk's present
   * bundle; the anchor itself when nothing has to be renewed.
   */
  async renew(anchor: Anchor, checkpoint: Checkpoint, noteText: string): Promise<Anchor> {
    const subject = this.#subject(checkpoint, noteText);
    const { chain, crypto } = subject;
    if (cometbftVerifier.judge(anchor, subject, chain, { controller: checkpoint.origin }, crypto).met) return anchor;
    const evidence = readCometbftEvidence(anchor);
    const epoch = epochAt(readEpochs(chain.epochs), evidence.block?.height ?? 0);
    if (!epoch || epoch.to === null) return anchor;
    const { to } = epoch;
    const renewed = await this.#members.first((rpc) => gatherState(rpc, to, evidence, subject));
    if (!renewed) throw new NotaryError('anchor-unavailable', 'no member gave evidence');
    return renewed;
  }

  #subject(checkpoint: Checkpoint, noteText: string): Subject {
    return { checkpoint, noteText, chain: chainOf(this.#dependencies.file), crypto: this.#dependencies.crypto };
  }

  #subjectOf({ payload }: AnchorJob): Subject {
    const transaction = decodeTransaction(payload);
    if (transaction.kind !== 'checkpoint') throw new NotaryError('internal', 'a job that is no checkpoint');
    return this.#subject(checkpointOf(transaction.signed), transaction.signed.text);
  }
}

/** Looks up by checkpoint first, because another transaction may have carried it, then by the transaction's hash. */
async function proofOf(rpc: Rpc, job: AnchorJob, subject: Subject): Promise<Anchor | null> {
  const height = (await acceptedAt(rpc, subject.noteText)) ?? (await heightOf(rpc, job));
  if (height === null || !(await isDecided(rpc, height))) return null;
  return await gatherBlock(rpc, height, subject);
}

async function heightOf(rpc: Rpc, { reference }: AnchorJob): Promise<number | null> {
  try {
    const found = await rpc.transaction(fromHex(reference, 32));
    return found.result.code === 0 ? found.height : null;
  } catch (error) {
    if (error instanceof RpcRefusal) return null; // not found
    throw error;
  }
}
