/**
 * The connector of a Fabric channel: prepare (endorse) → submit → confirm → evidence, over the gateways of a connection. What
 * is sent was stored before with its transaction's id, so that after any end, also of this process, the network is asked
 * what became of it, and the same bytes are sent again at most. No answer is trusted: a checkpoint is confirmed once the
 * offline verifier accepts its evidence under the desk's own bundle.
 */
import { GatewayError } from '@hyperledger/fabric-gateway';
import { submitArguments } from '../../../anchors/fabric/chaincode.ts';
import { FABRIC } from '../../../anchors/fabric/evidence.ts';
import { readPrepared } from '../../../anchors/fabric/gather.ts';
import { transactionSteps } from '../../../anchors/fabric/verify.ts';
import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { fromUtf8, toHex, utf8 } from '../../../formats/bytes.ts';
import { parseCheckpointText } from '../../../formats/checkpoint.ts';
import type { Anchor } from '../../../formats/evidence.ts';
import { noteBytes, parseNoteText } from '../../../formats/note.ts';
import type { AnchorJob, AnchorRequest, AnchorResult, ChainConnector, Confirmation } from '../../../ports.ts';
import { nameOf, type Secrets } from '../kind.ts';
import { type ChaincodeRefusal, isProcessed, unavailable } from './answers.ts';
import { type FabricFile, type FabricNode, newestEpoch } from './connection-file.ts';
import { endorseByAll } from './endorse.ts';
import type { EndorsedCall } from './gateway.ts';
import { type Gathering, gatherAnchor, type Subject } from './gather.ts';
import { FabricNetwork } from './network.ts';
import { parsePayload, payloadBytes } from './payload.ts';

/** What a connector is made of. */
export interface ConnectorDependencies {
  readonly file: FabricFile;
  readonly secrets: Secrets;
  readonly crypto: Crypto;
  /** How long one gateway or orderer may take to answer, in milliseconds. */
  readonly timeout?: number;
  /** How long `confirm` waits for the block, and everything for endorsers that are behind, in milliseconds. */
  readonly patience?: number;
  /** Milliseconds on a clock that only runs forward. */
  readonly now?: () => number;
}

const TIMEOUT = 10_000;
/** The same for orderers, whose copies add signatures and are not needed. */
const ORDERER_TIMEOUT = 3000;
const PATIENCE = 4000;
/** How long a transaction that was handed over is waited for before it is sent again, in milliseconds: orderers may need 22 s to change their leader. */
const ON_ITS_WAY = 60_000;
/** How long a transaction of an earlier process is waited for: it is in the ledger, or nobody knows. */
const BRIEF = 1000;
/** `peer.TxValidationCode`. */
const VALID = 0;

/** The reasons for refusals that a chaincode has, as the words of every chain name them. */
const REASONS: Partial<Readonly<Record<ChaincodeRefusal, string>>> = {
  UNKNOWN_LOG: 'unknown-log',
  NOT_OWNER: 'fabric-not-owner',
  BAD_SIGNATURE: 'bad-signature',
  NOT_MONOTONIC: 'behind',
  FORK: 'fork',
};

/** See the head of this file and the contract in `ChainConnector`. */
export class FabricConnector implements ChainConnector {
  readonly name: string;
  readonly chain: { readonly kind: string; readonly id: string };
  readonly #dependencies: Required<ConnectorDependencies>;
  readonly #order: FabricNode[];
  /** When this process handed over a job's transaction. */
  readonly #sent = new Map<string, number>();
  /** Verified evidence of jobs whose `evidence` was not requested yet. */
  readonly #proven = new Map<string, Anchor>();
  /** For each log the largest size with verified evidence: a gateway that reports less is behind. */
  readonly #confirmed = new Map<string, number>();

  constructor(dependencies: ConnectorDependencies) {
    this.#dependencies = { timeout: TIMEOUT, patience: PATIENCE, now: () => performance.now(), ...dependencies };
    this.#order = [...dependencies.file.gateways];
    this.chain = { kind: FABRIC, id: dependencies.file.channel };
    this.name = nameOf(this.chain);
  }

  /** Has the checkpoint endorsed by all organisations. A new transaction each time; nothing changes before it is submitted. */
  prepare(request: AnchorRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const { text } = request.note;
    return this.#during(async (network) => {
      const endorsed = await this.endorse(network, request);
      const payload = payloadBytes({ v: 1, note: text, transaction: endorsed?.bytes ?? null });
      const reference = endorsed?.transaction ?? `accepted-${toHex(this.#dependencies.crypto.sha256(utf8(text)))}`;
      return { payload, reference };
    });
  }

  /** The endorsed transaction; null for a checkpoint that is in the ledger already. Throws what a desk is told. */
  async endorse(network: FabricNetwork, request: AnchorRequest): Promise<EndorsedCall | null> {
    const { file, patience } = this.#dependencies;
    const { checkpoint, note } = request;
    const text = fromUtf8(noteBytes({ text: note.text, signatures: note.signatures.slice(0, 1) }));
    const makeCall = async () => {
      const from = await this.#acceptedSize(network, request);
      const proof = from === 0 || from === checkpoint.size ? [] : request.consistency(from);
      const { chaincode } = file;
      return { chaincode, function: 'submitCheckpoint', arguments: submitArguments(checkpoint, text, proof, from) };
    };
    const outcome = await endorseByAll(network, makeCall, { policy: newestEpoch(file).policy, patience });
    if ('endorsed' in outcome) return this.#asAsked(outcome.endorsed, { checkpoint, noteText: note.text });
    if (outcome.refusal === 'ALREADY_ACCEPTED') return null;
    const reason = REASONS[outcome.refusal];
    throw new NotaryError('anchor-refused', outcome.text, reason === undefined ? {} : { reason });
  }

  /** The size that the network accepted last, as one gateway knows it: endorsers compare it with their own. */
  async #acceptedSize(network: FabricNetwork, { checkpoint }: AnchorRequest): Promise<number> {
    const { origin, size } = checkpoint;
    const { chaincode } = this.#dependencies.file;
    const latest = await network.evaluate({ chaincode, function: 'latest', arguments: [origin] });
    const told = latest ? sizeIn(latest) : 0;
    return Math.min(Math.max(told, this.#confirmed.get(origin) ?? 0), size);
  }

  /** What endorsers signed is looked at before it is sent. Throws `anchor-invalid`. */
  #asAsked(endorsed: EndorsedCall, subject: Subject): EndorsedCall {
    const { file, crypto } = this.#dependencies;
    const steps = transactionSteps(file.channel, readPrepared(endorsed.bytes), subject, crypto);
    const failed = steps.find(({ holds }) => !holds());
    if (failed) throw new NotaryError('anchor-invalid', `fabric: endorsed was something else: ${failed.name}`);
    return endorsed;
  }

  /**
   * No receipt: what became of it can be asked at any time. A transaction that was found invalid is prepared again
   * (`anchor-stale`); one that orderers did not take may come later, so it is asked about before it is sent again.
   */
  async submit(job: AnchorJob): Promise<null> {
    const { transaction } = parsePayload(job.payload);
    if (transaction === null) return null;
    return await this.#during(async (network) => {
      if (job.attempts > 1) await this.#refuseInvalid(network, job.reference);
      await this.#handOver(network, transaction);
      this.#sent.set(job.reference, this.#dependencies.now());
      return null;
    });
  }

  async #refuseInvalid(network: FabricNetwork, reference: string): Promise<void> {
    const code = await network.status(reference, BRIEF);
    if (code !== null && code !== VALID)
      throw new NotaryError('anchor-stale', `the transaction was found invalid with code ${code}`);
  }

  async #handOver(network: FabricNetwork, transaction: Uint8Array): Promise<void> {
    try {
      await network.first((peer) => peer.submit(transaction), isProcessed);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      // orderers have it already
    }
  }

  /** Asks what became of the transaction, then for the evidence of the checkpoint: another transaction may have carried it. */
  confirm(job: AnchorJob): Promise<Confirmation> {
    const { patience, now } = this.#dependencies;
    return this.#during(async (network) => {
      const sent = this.#sent.get(job.reference);
      const code = job.attempts > 0 ? await this.#status(network, job, sent === undefined ? BRIEF : patience) : null;
      const anchor = await gatherAnchor(network, subjectOf(job), this.#gathering());
      if (anchor) {
        this.#proven.set(job.reference, anchor);
        return { state: 'final' };
      }
      const isOnItsWay = code === null && sent !== undefined && now() - sent < ON_ITS_WAY;
      return { state: isOnItsWay ? 'pending' : 'unknown' };
    });
  }

  async #status(network: FabricNetwork, job: AnchorJob, patience: number) {
    return parsePayload(job.payload).transaction === null ? null : await network.status(job.reference, patience);
  }

  async evidence(job: AnchorJob, { checkpoint, note }: AnchorRequest): Promise<AnchorResult> {
    const subject = { checkpoint, noteText: note.text };
    const anchor =
      this.#proven.get(job.reference) ??
      (await this.#during((network) => gatherAnchor(network, subject, this.#gathering())));
    if (!anchor) throw new NotaryError('anchor-unavailable', 'the organisations have no such checkpoint');
    this.#proven.delete(job.reference);
    this.#sent.delete(job.reference);
    const { origin, size } = checkpoint;
    this.#confirmed.set(origin, Math.max(this.#confirmed.get(origin) ?? 0, size));
    return { lines: [], keys: [], anchors: [anchor] };
  }

  /** One step with the network open. */
  async #during<T>(work: (network: FabricNetwork) => Promise<T>): Promise<T> {
    const { file, secrets, timeout } = this.#dependencies;
    try {
      return await FabricNetwork.during({ file, secrets, timeout }, this.#order, work);
    } catch (error) {
      if (error instanceof GatewayError) throw unavailable(this.#order[0]?.url ?? '', error);
      throw error;
    }
  }

  #gathering(): Gathering {
    const { file, secrets, crypto, patience, timeout } = this.#dependencies;
    return { file, secrets, crypto, patience, timeout: Math.min(timeout, ORDERER_TIMEOUT) };
  }
}

function subjectOf({ payload }: AnchorJob): Subject {
  const { note } = parsePayload(payload);
  return { checkpoint: parseCheckpointText(note), noteText: note };
}

/** The size of a checkpoint in a note. Throws `anchor-invalid` for anything else. */
function sizeIn(note: Uint8Array): number {
  try {
    return parseCheckpointText(parseNoteText(fromUtf8(note)).text).size;
  } catch (cause) {
    throw new NotaryError('anchor-invalid', 'fabric: the latest checkpoint cannot be read', {}, cause);
  }
}
