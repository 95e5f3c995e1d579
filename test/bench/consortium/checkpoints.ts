/**
 * Many real checkpoints of one log, each anchored by a transaction of its own, without waiting for one before the next is
 * sent: the transactions and the evidence are those of a desk that seals that often.
 */
import { transactionHash } from '../../../core/anchors/cometbft/header.ts';
import { encodeTransaction } from '../../../core/anchors/cometbft/transaction.ts';
import { toHex } from '../../../core/formats/bytes.ts';
import { consistencyProof } from '../../../core/log/log.ts';
import type { ConsortiumFile } from '../../../core/node/cometbft/consortium-file.ts';
import { chainOf } from '../../../core/node/cometbft/consortium-file.ts';
import { type Endpoint, Rpc } from '../../../core/node/cometbft/rpc.ts';
import type { CometbftConnector } from '../../../core/node/connectors/cometbft/connector.ts';
import { acceptedAt, gatherBlock } from '../../../core/node/connectors/cometbft/gather.ts';
import { nodeCrypto } from '../../../core/node/system/crypto.ts';
import type { AnchorJob, StoredCheckpoint } from '../../../core/ports.ts';
import type { TestDesk } from '../../consortium/support/desk.ts';

/** How many are sent before the last of them is waited for: members check again what has to wait for a later block. */
export const WAVE = 50;
/** Until the last of a wave is final, in milliseconds. */
const PATIENCE = 60_000;
/** How many proofs are gathered at once. */
const AT_ONCE = 8;

/**
 * Seals `count` batches of one document and anchors each checkpoint; gives back the seconds from sending the first until
 * the last was final. The log must be new.
 */
export async function anchorEach(
  desk: TestDesk,
  connector: CometbftConnector,
  file: ConsortiumFile,
  count: number,
): Promise<number> {
  for (let i = 0; i < count; i++) desk.seal(`one of each, ${i}`);
  const jobs = Array.from({ length: count }, (_, i) => jobOf(desk, connector.name, i + 1));
  const began = performance.now();
  for (let from = 0; from < count; from += WAVE) await anchorWave(connector, jobs.slice(from, from + WAVE));
  const seconds = (performance.now() - began) / 1000;
  await recordEvidence(desk, file, jobs);
  return seconds;
}

async function anchorWave(connector: CometbftConnector, jobs: readonly AnchorJob[]): Promise<void> {
  for (const job of jobs) await connector.submit(job);
  const last = jobs.at(-1);
  const until = performance.now() + PATIENCE;
  while (last && (await connector.confirm(last)).state !== 'final')
    if (performance.now() > until) throw new Error(`checkpoint ${last.size} was not anchored in time`);
}

function checkpointOf(desk: TestDesk, size: number): StoredCheckpoint {
  const stored = desk.store.checkpoint(size);
  if (!stored) throw new Error(`no checkpoint of ${size} leaves`);
  return stored;
}

/** The transaction as the connector prepares it when the checkpoint before has just been accepted. */
function jobOf(desk: TestDesk, connector: string, size: number): AnchorJob {
  const { note } = checkpointOf(desk, size);
  const [line] = note.signatures;
  if (!line) throw new Error('a checkpoint without a signature');
  const base = size - 1;
  const proof = base === 0 ? [] : consistencyProof(base, size, desk.store.readNode, nodeCrypto);
  const signed = { text: note.text, signature: line.signature };
  const payload = encodeTransaction({ kind: 'checkpoint', signed, base, proof });
  return {
    connector,
    size,
    payload,
    reference: toHex(transactionHash(payload, nodeCrypto)),
    state: 'submitted',
    attempts: 1,
    receipt: null,
  };
}

/** A node that is asked for each block once: a hundred checkpoints may stand in it. */
class RememberingRpc extends Rpc {
  readonly #answers = new Map<string, Promise<unknown>>();

  #once<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(name) as Promise<T> | undefined;
    const answer = known ?? ask();
    this.#answers.set(name, answer);
    return answer;
  }

  override block(height: number) {
    return this.#once(`block ${height}`, () => super.block(height));
  }

  override results(height: number) {
    return this.#once(`results ${height}`, () => super.results(height));
  }

  override commit(height: number) {
    return this.#once(`commit ${height}`, () => super.commit(height));
  }

  override validators(height: number) {
    return this.#once(`validators ${height}`, () => super.validators(height));
  }
}

/** Gathers and verifies the evidence of each, and stores it as the write path does. */
async function recordEvidence(desk: TestDesk, file: ConsortiumFile, jobs: readonly AnchorJob[]): Promise<void> {
  const [endpoint] = file.endpoints;
  if (!endpoint) throw new Error('no endpoint');
  const rpc = new RememberingRpc(endpoint satisfies Endpoint, 30_000);
  const queue = [...jobs];
  const anchors = new Map<number, Awaited<ReturnType<typeof gatherBlock>>>();
  const worker = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      const { checkpoint, note } = checkpointOf(desk, job.size);
      const height = await acceptedAt(rpc, note.text);
      if (height === null) throw new Error(`checkpoint ${job.size} was not accepted`);
      const subject = { checkpoint, noteText: note.text, chain: chainOf(file), crypto: nodeCrypto };
      anchors.set(job.size, await gatherBlock(rpc, height, subject));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const job of jobs) {
    const anchor = anchors.get(job.size);
    if (anchor) desk.store.recordAnchor(job.size, job, { lines: [], keys: [], anchors: [anchor] }, true);
  }
}
