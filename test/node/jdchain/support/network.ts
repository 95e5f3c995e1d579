/** A ledger of four members with their witnesses, and connectors of one desk to it. */

import { toBase58 } from '../../../../core/anchors/jdchain/base58.ts';
import { addressOf, publicKeyOf } from '../../../../core/anchors/jdchain/keys.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import { JdchainConnector } from '../../../../core/node/connectors/jdchain/connector.ts';
import { keySecret } from '../../../../core/node/connectors/jdchain/key.ts';
import type { AnchorJob, AnchorRequest, ChainConnector, Confirmation } from '../../../../core/ports.ts';
import {
  jdChain,
  keyOf,
  MEMBERS,
  accountOf as testAccountOf,
  WITNESSES,
} from '../../../anchor/jdchain/support/ledger.ts';
import { FakeWitness } from './fake-witness.ts';
import { MemoryLedger, MemoryMember } from './memory-ledger.ts';

export const USER = keyOf('user');
export const USER_ADDRESS = testAccountOf(USER);

/** See the head of this file. */
export class Network {
  readonly ledger: MemoryLedger;
  readonly members: readonly MemoryMember[];
  readonly witnesses: readonly FakeWitness[];

  constructor(algorithm: 'SHA256' | 'SM3' = 'SHA256') {
    this.ledger = new MemoryLedger(algorithm);
    this.ledger.register(USER);
    this.members = WITNESSES.map(() => new MemoryMember(this.ledger));
    this.witnesses = WITNESSES.map((signer, i) => new FakeWitness(signer, this.members[i] as MemoryMember));
  }

  async start(): Promise<this> {
    await Promise.all(this.witnesses.map((one) => one.start()));
    return this;
  }

  stop(): void {
    for (const one of this.witnesses) one.stop();
  }

  /** A connector as a process would open it: it knows nothing of an earlier one. */
  connector(changes: { key?: typeof USER | null; settling?: number; patience?: number } = {}): JdchainConnector {
    const { key = USER, settling = 0, patience = 0 } = changes;
    const nodes = this.members.map((node, i) => ({ organisation: MEMBERS.members[i]?.organisation ?? '', node }));
    return new JdchainConnector({
      ledger: this.ledger.hash,
      chain: jdChain(MEMBERS, this.ledger.hash),
      gateways: [{ organisation: 'Gateway', node: this.ledger.gateway }],
      nodes,
      members: nodes.length,
      witnesses: this.witnesses.map((one) => one.address),
      secrets: { read: () => key && keySecret(key) },
      crypto: nobleCrypto,
      now: () => 1795910390000,
      settling: { answered: settling, unanswered: settling },
      patience,
    });
  }
}

/** Base58 of the user's address. */
export const USER_TEXT = toBase58(addressOf(publicKeyOf(USER), nobleCrypto));

/** A job of a connector as the store keeps it. */
export async function jobOf(connector: ChainConnector, request: AnchorRequest): Promise<AnchorJob> {
  const prepared = await connector.prepare(request);
  const { size } = request.checkpoint;
  return { ...prepared, connector: connector.name, size, state: 'prepared', attempts: 0, receipt: null };
}

/** One round of a desk with an open job: looks first, and sends when nothing is known; the job as it is stored afterwards. */
export async function round(
  connector: ChainConnector,
  job: AnchorJob,
  request: AnchorRequest,
): Promise<{ readonly job: AnchorJob; readonly state: Confirmation['state'] }> {
  const before = job.attempts > 0 ? await connector.confirm(job) : { state: 'unknown' as const };
  if (before.state !== 'unknown') return { job, state: before.state };
  const sent: AnchorJob = { ...job, state: 'submitted', attempts: job.attempts + 1 };
  await connector.submit(sent, request);
  return { job: sent, state: (await connector.confirm(sent)).state };
}
