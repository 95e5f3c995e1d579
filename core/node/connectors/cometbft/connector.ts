/**
 * The connector of a CometBFT consortium: prepare → submit → confirm → evidence, over several members' nodes. No answer
 * is believed: a checkpoint is confirmed when its evidence holds for the offline verifier, under the desk's own bundle.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { epochAt, readEpochs } from '../../../anchor/cometbft/epochs.ts';
import { COMETBFT, readCometbftEvidence } from '../../../anchor/cometbft/evidence.ts';
import { transactionHash } from '../../../anchor/cometbft/header.ts';
import { cometbftVerifier } from '../../../anchor/cometbft/index.ts';
import { decodeTransaction, encodeTransaction } from '../../../anchor/cometbft/transaction.ts';
import { equal, toHex } from '../../../bytes.ts';
import type { Checkpoint } from '../../../checkpoint.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import type { Anchor } from '../../../evidence.ts';
import { verifyConsistency } from '../../../merkle.ts';
import type { AnchorJob, AnchorRequest, AnchorResult, ChainConnector, Confirmation } from '../../../ports.ts';
import type { ChainHealth } from '../../desk/types.ts';
import { type CodeName, codeName } from '../../member/codes.ts';
import { askLatest, type Latest } from './application-answers.ts';
import { type ConsortiumFile, chainOf } from './consortium-file.ts';
import { acceptedAt, gatherBlock, gatherState, isDecided, type Subject } from './gather.ts';
import { Members } from './members.ts';
import { type Rpc, RpcRefusal } from './rpc.ts';

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

  constructor(parts: ConnectorParts) {
    const { file, timeout = 5000 } = parts;
    this.#parts = parts;
    this.#members = new Members(file.endpoints, timeout);
    this.chain = { kind: COMETBFT, id: file.chain };
    this.name = `${COMETBFT}:${file.chain}`;
  }

  /** How each member's node fares. */
  health(): Promise<readonly ChainHealth[]> {
    return this.#members.health();
  }

  /** Asks what was accepted last and makes the transaction that goes on from there. */
  async prepare(request: AnchorRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const latest = await this.#base(request);
    const [line] = request.note.signatures;
    if (!line) throw new NotaryError('internal', 'a checkpoint without a signature');
    const payload = encodeTransaction({
      kind: 'checkpoint',
      signed: { text: request.note.text, signature: line.signature },
      base: latest.size,
      proof: latest.size === request.checkpoint.size ? [] : request.consistency(latest.size),
    });
    return { payload, reference: toHex(transactionHash(payload, this.#parts.crypto)) };
  }

  /**
   * The latest accepted checkpoint, from the first node whose answer this log extends. When no answer fits, the log is
   * not the one that the members know: a restored copy, or a fork.
   */
  async #base(request: AnchorRequest): Promise<Latest> {
    const { checkpoint } = request;
    const contradictions: NotaryError[] = [];
    const found = await this.#members.first(async (rpc) => {
      const latest = await askLatest(rpc, checkpoint.origin);
      if (!latest) return null;
      const contradiction = this.#contradiction(latest, request);
      if (contradiction) contradictions.push(contradiction);
      return contradiction ? null : latest;
    });
    if (found) return found;
    throw contradictions[0] ?? new NotaryError('anchor-unavailable', 'no member knows this chain’s application');
  }

  #contradiction(latest: Latest, request: AnchorRequest): NotaryError | null {
    const { checkpoint } = request;
    if (!latest.registered) return refusal('unknown-log', 'the members have not registered this desk');
    if (latest.size > checkpoint.size)
      return refusal(
        'behind',
        `the members accepted ${latest.size} records of this desk, its log has ${checkpoint.size}`,
      );
    return extendsLatest(latest, checkpoint, request, this.#parts.crypto)
      ? null
      : refusal('fork', `the first ${latest.size} records of this log are not those that the members accepted`);
  }

  /** Sends the transaction. A refusal is believed when nobody who answers takes it, as one node may lie or lag behind. */
  async submit(job: AnchorJob): Promise<void> {
    // whoever took it the first time may have kept it to itself
    if (job.attempts > 1) await this.#members.all((rpc) => broadcast(rpc, job.payload));
    const refusals: NotaryError[] = [];
    const sent = await this.#members.first(async (rpc) => {
      const { name, log } = await broadcast(rpc, job.payload);
      // `known`: it is there already, and `confirm` finds it
      if (name === 'ok' || name === 'known') return true;
      const isStale = name === 'base-moved' || name === 'inconsistent';
      refusals.push(isStale ? new NotaryError('anchor-stale', log) : refusal(name, log));
      return null;
    });
    if (sent) this.#sent.add(job.reference);
    else throw refusals[0] ?? new NotaryError('anchor-unavailable', 'no member took the transaction');
  }

  /** Looks for the checkpoint in a block; for as long as its patience lasts when it was sent by this process. */
  async confirm(job: AnchorJob): Promise<Confirmation> {
    const noteText = textOf(job.payload);
    const until = performance.now() + (this.#sent.has(job.reference) ? (this.#parts.patience ?? 4000) : 0);
    let seen = false;
    do {
      const state = await this.#members.first((rpc) => progress(rpc, job, noteText));
      if (state === 'final') return { state: 'final' };
      seen ||= state === 'pending';
      if (performance.now() < until) await sleep(POLL);
    } while (performance.now() < until);
    return { state: seen ? 'pending' : 'unknown' };
  }

  async evidence(_job: AnchorJob, request: AnchorRequest): Promise<AnchorResult> {
    const subject = this.#subject(request.checkpoint, request.note.text);
    const anchor = await this.#members.first(async (rpc) => {
      const height = await acceptedAt(rpc, subject.noteText);
      return height === null ? null : await gatherBlock(rpc, height, subject);
    });
    if (!anchor) throw new NotaryError('anchor-unavailable', 'no member gave evidence');
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
}

function refusal(reason: CodeName, message: string): NotaryError {
  return new NotaryError('anchor-refused', message, { reason });
}

function extendsLatest(latest: Latest, checkpoint: Checkpoint, request: AnchorRequest, crypto: Crypto): boolean {
  if (latest.size === checkpoint.size) return equal(latest.root, checkpoint.root);
  const proof = request.consistency(latest.size);
  return verifyConsistency(latest.size, checkpoint.size, latest.root, checkpoint.root, proof, crypto);
}

function textOf(payload: Uint8Array): string {
  const transaction = decodeTransaction(payload);
  if (transaction.kind !== 'checkpoint') throw new NotaryError('internal', 'a job that is no checkpoint');
  return transaction.signed.text;
}

/** What CheckTx of a node says. A node that has seen the transaction before says so by an error, which is no failure. */
async function broadcast(rpc: Rpc, payload: Uint8Array): Promise<{ name: CodeName; log: string }> {
  try {
    const { code, log } = await rpc.broadcast(payload);
    const name = codeName(code);
    if (!name) throw new NotaryError('anchor-invalid', `${rpc.endpoint.url}: an unknown code ${code}`);
    return { name, log };
  } catch (error) {
    if (error instanceof RpcRefusal && /already exists in cache/.test(error.message)) return { name: 'known', log: '' };
    throw error;
  }
}

/** By the transaction's hash first, then by the checkpoint, which another transaction may have carried. */
async function progress(rpc: Rpc, job: AnchorJob, noteText: string): Promise<'final' | 'pending' | null> {
  const height = (await acceptedAt(rpc, noteText)) ?? (await heightOf(rpc, job));
  if (height === null) return null;
  return (await isDecided(rpc, height)) ? 'final' : 'pending';
}

async function heightOf(rpc: Rpc, { reference }: AnchorJob): Promise<number | null> {
  try {
    const found = await rpc.transaction(Uint8Array.from(Buffer.from(reference, 'hex')));
    return found.result.code === 0 ? found.height : null;
  } catch (error) {
    if (error instanceof RpcRefusal) return null; // not found
    throw error;
  }
}
