/**
 * The connector of a CometBFT consortium: prepare → submit → confirm → evidence, over several members' nodes. No answer
 * is believed: a checkpoint is confirmed when its evidence holds for the offline verifier, under the desk's own bundle.
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
import { mayBeFork, reportFork } from './report-fork.ts';
import { sendTransaction } from './send.ts';

export interface ConnectorParts {
  readonly file: ConsortiumFile;
  readonly crypto: Crypto;
  /** How long one node may take to answer, in milliseconds. */
  readonly timeout?: number;
  /** How long `confirm` waits for the block, in milliseconds. */
  readonly patience?: number;
}

const POLL = 60;

export class CometbftConnector implements ChainConnector {
  readonly name: string;
  readonly chain: { readonly kind: string; readonly id: string };
  readonly #parts: ConnectorParts;
  readonly #members: Members;
  /** What this process has sent: only that is worth waiting for. */
  readonly #sent = new Set<string>();
  /** Checkpoints whose fork was shown to the members. */
  readonly #reported = new Set<string>();
  /** Verified evidence of jobs whose `evidence` was not asked for yet. */
  readonly #proven = new Map<string, Anchor>();
  /** The largest size of each log whose evidence was verified. */
  readonly #confirmed = new Map<string, number>();

  constructor(parts: ConnectorParts) {
    const { file, timeout = 5000 } = parts;
    this.#parts = parts;
    this.#members = new Members(file.endpoints, timeout);
    this.chain = { kind: COMETBFT, id: file.chain };
    this.name = nameOf(this.chain);
  }

  /** How each member's node fares. */
  health(): Promise<readonly ChainHealth[]> {
    return this.#members.health();
  }

  /** Asks what was accepted last and makes the transaction that goes on from there. */
  async prepare(request: AnchorRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const { crypto } = this.#parts;
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

  /** No receipt: what a member answers proves nothing, and the checkpoint can be asked for at any time. */
  async submit(job: AnchorJob): Promise<null> {
    await sendTransaction(this.#members, job);
    this.#sent.add(job.reference);
    return null;
  }

  /**
   * Looks for the checkpoint in a block; for as long as its patience lasts when it was sent by this process. Final is
   * only what was verified: a node that merely says so would keep the desk from asking another.
   */
  async confirm(job: AnchorJob): Promise<Confirmation> {
    const subject = this.#subjectOf(job);
    const until = performance.now() + (this.#sent.has(job.reference) ? (this.#parts.patience ?? 4000) : 0);
    for (;;) {
      const anchor = await this.#members.first((rpc) => proofOf(rpc, job, subject));
      if (anchor) {
        this.#proven.set(job.reference, anchor);
        return { state: 'final' };
      }
      if (performance.now() >= until) return { state: 'unknown' };
      await sleep(POLL);
    }
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
   * Evidence of a closed epoch with its place in the history at that epoch's end, by the desk's present bundle; the
   * anchor itself when nothing has to be renewed.
   */
  async renew(anchor: Anchor, checkpoint: Checkpoint, noteText: string): Promise<Anchor> {
    const subject = this.#subject(checkpoint, noteText);
    const { chain, crypto } = subject;
    if (cometbftVerifier.judge(anchor, subject, chain, checkpoint.origin, crypto).met) return anchor;
    const evidence = readCometbftEvidence(anchor);
    const epoch = epochAt(readEpochs(chain.epochs), evidence.block?.height ?? 0);
    if (!epoch || epoch.to === null) return anchor;
    const { to } = epoch;
    const renewed = await this.#members.first((rpc) => gatherState(rpc, to, evidence, subject));
    if (!renewed) throw new NotaryError('anchor-unavailable', 'no member gave evidence');
    return renewed;
  }

  #subject(checkpoint: Checkpoint, noteText: string): Subject {
    return { checkpoint, noteText, chain: chainOf(this.#parts.file), crypto: this.#parts.crypto };
  }

  #subjectOf({ payload }: AnchorJob): Subject {
    const transaction = decodeTransaction(payload);
    if (transaction.kind !== 'checkpoint') throw new NotaryError('internal', 'a job that is no checkpoint');
    return this.#subject(checkpointOf(transaction.signed), transaction.signed.text);
  }
}

/** By the checkpoint first, which another transaction may have carried, then by the transaction's hash. */
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
