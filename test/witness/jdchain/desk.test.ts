/** A desk's connector and the members' witnesses of this program, each over HTTP beside the fake network. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { jdchainConnectionsWith } from '../../../core/node/connectors/jdchain/index.ts';
import { keySecret } from '../../../core/node/connectors/jdchain/key.ts';
import { ownPeer } from '../../../core/node/witness/jdchain/observing.ts';
import { serveWitness, type WitnessServer } from '../../../core/node/witness/server.ts';
import type { AnchorJob, ChainConnector } from '../../../core/ports.ts';
import { WITNESSES } from '../../anchor/jdchain/support/ledger.ts';
import { requestOf } from '../../contracts/chain-connector.contract.ts';
import { TestLog } from '../../member/support/consortium.ts';
import { HttpNetwork, TEST_PATIENCE } from '../../node/jdchain/support/http-network.ts';
import { scratch } from '../../node/support/cli.ts';
import { Member } from './support/member.ts';
import { nodeAt } from './support/on-network.ts';
import { USER, USER_KEY } from './support/own-node.ts';

const root = scratch('member-witness-desk-');
const grown = (size: number) => new TestLog(260).grow(size);
const AT = { host: '127.0.0.1', port: 0, tls: null };

let network: HttpNetwork;
let servers: readonly WitnessServer[];
const statuses: number[] = [];
let connector: ChainConnector;

beforeAll(async () => {
  network = await HttpNetwork.start();
  network.jd.registerUser(USER_KEY);
  servers = await Promise.all(
    WITNESSES.map((signer, i) => {
      const member = new Member(mkdtempSync(join(root, 'm-')), signer).accept(grown(1));
      const node = nodeAt(network.jd.peers[i]?.url ?? '', network.jd);
      const witness = member.witnessOf(ownPeer(node), network.jd.ledger);
      return serveWitness(witness, AT, ({ status }) => statuses.push(status));
    }),
  );
  const { witnesses } = network.file();
  const addresses = witnesses.map((one, i) => ({ ...one, url: `http://127.0.0.1:${servers[i]?.port}` }));
  const file = network.bytes({ witnesses: addresses });
  const port = jdchainConnectionsWith(TEST_PATIENCE, () => 1795910390000)
    .read(file)
    .open({ read: () => keySecret(USER) });
  if (port.is !== 'chain') throw new Error('no chain');
  connector = port.connector;
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await network.stop();
});

it('makes anchors of one checkpoint after another that all four members state', async () => {
  for (const size of [3, 5, 8]) {
    const request = requestOf(grown(size));
    const { payload, reference } = await connector.prepare(request);
    const { name } = connector;
    const begun = { connector: name, size, payload, reference, receipt: null };
    const job: AnchorJob = { ...begun, state: 'submitted', attempts: 1 };
    await connector.submit(job, request);
    expect(await connector.confirm(job)).toEqual({ state: 'final' });
    const { anchors } = await connector.evidence(job, request);
    expect(anchors.map(({ kind }) => kind)).toEqual(['jdchain']);
  }
  // of each checkpoint at least as many as the bundle needs; nobody refused anything but a size that was supposed
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(9);
  expect(statuses.filter((status) => ![200, 409].includes(status))).toEqual([]);
});
