/** A ledger of four members over HTTP (test/fakes/jdchain) with their witnesses, and the ledger file for desks. */
import { toBase58 } from '../../../../core/anchors/jdchain/base58.ts';
import { membersJson } from '../../../../core/anchors/jdchain/members.ts';
import type { TrustBundle } from '../../../../core/formats/trust.ts';
import { type LedgerFile, ledgerFileBytes } from '../../../../core/node/connectors/jdchain/connection-file.ts';
import { JdNode } from '../../../../core/node/jdchain/client.ts';
import { MEMBERS, WITNESSES } from '../../../anchor/jdchain/support/ledger.ts';
import { FakeJdNetwork, type FakeSetting } from '../../../fakes/jdchain/network.ts';
import { PATIENCE } from '../../../patience.ts';
import { FakeWitness } from './fake-witness.ts';

/** How long tests wait: for answers until they come, and not at all for what may be under way. */
export const TEST_PATIENCE = {
  question: PATIENCE,
  submission: PATIENCE,
  witness: PATIENCE,
  settling: { answered: 0, unanswered: 0 },
} as const;

/** See the head of this file. */
export class HttpNetwork {
  readonly jd: FakeJdNetwork;
  readonly witnesses: readonly FakeWitness[];

  private constructor(jd: FakeJdNetwork) {
    this.jd = jd;
    const patience = { question: PATIENCE, submission: PATIENCE, repetitions: [] };
    this.witnesses = WITNESSES.map((signer, i) => {
      const at = { url: jd.peers[i]?.url ?? '', ca: null, credentials: null };
      return new FakeWitness(signer, new JdNode(at, jd.ledger, patience));
    });
  }

  static async start(setting: FakeSetting = {}): Promise<HttpNetwork> {
    const network = new HttpNetwork(await FakeJdNetwork.start(setting));
    await Promise.all(network.witnesses.map((one) => one.start()));
    return network;
  }

  async stop(): Promise<void> {
    for (const one of this.witnesses) one.stop();
    await this.jd.stop();
  }

  get id(): string {
    return toBase58(this.jd.ledger);
  }

  bundle(): TrustBundle {
    const chains = [{ kind: 'jdchain', id: this.id, demo: false, epochs: membersJson(MEMBERS) }];
    return { v: 1, name: 'JD Chain consortium', logs: [], witnesses: [], chains, policy: { witnesses: 0, chains: 1 } };
  }

  file(changes: Partial<LedgerFile> = {}): LedgerFile {
    const nameOf = (i: number) => MEMBERS.members[i]?.organisation ?? '';
    return {
      v: 1,
      kind: 'jdchain',
      ledger: this.id,
      gateways: [{ organisation: nameOf(0), url: this.jd.gateway.url, ca: null }],
      peers: this.jd.peers.map(({ url }, i) => ({ organisation: nameOf(i), url, ca: null })),
      witnesses: this.witnesses.map(({ address: { organisation, url, ca, key } }) => ({
        organisation,
        url,
        ca,
        vkey: key.text,
      })),
      trust: this.bundle(),
      ...changes,
    };
  }

  bytes(changes: Partial<LedgerFile> = {}): Uint8Array {
    return ledgerFileBytes(this.file(changes));
  }
}
