/**
 * A desk on a channel of Fabric and on a ledger of JD Chain: what its own side of an anchoring takes, over real gRPC or HTTP to a
 * fake network in the same process that signs at once; the size of the evidence; verifications per second. What a real network
 * adds is not in it. A consortium has its own bench.
 */
import { rememberingCrypto } from '../../core/documents/box/signatures.ts';
import type { TrustBundle } from '../../core/formats/trust.ts';
import { FabricConnector } from '../../core/node/connectors/fabric/connector.ts';
import { jdchainConnectionsWith } from '../../core/node/connectors/jdchain/index.ts';
import { keySecret } from '../../core/node/connectors/jdchain/key.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import type { ChainConnector } from '../../core/ports.ts';
import { CheckpointMemory } from '../../core/verification/checkpoint-checks.ts';
import { verify } from '../../core/verification/verify.ts';
import { TestDesk } from '../consortium/support/desk.ts';
import { fabricFile, fabricTrust, secretsWith } from '../fakes/fabric/file.ts';
import { FakeFabric } from '../fakes/fabric/network.ts';
import { HttpNetwork, TEST_PATIENCE } from '../node/jdchain/support/http-network.ts';
import { USER, USER_KEY } from '../witness/jdchain/support/own-node.ts';
import { type BenchRow, median } from './report.ts';

const SEALS = 20;
const CERTIFICATES = 500;

/** A network that is up, and a desk's connector to it. */
interface Engine {
  readonly what: string;
  readonly connector: ChainConnector;
  readonly trust: TrustBundle;
  /** Introduces the desk's log, where the network asks for that. */
  register(vkey: string): void;
  end(): Promise<void> | void;
}

async function onFabric(): Promise<Engine> {
  const fake = await FakeFabric.start(1, 4);
  return {
    what: 'Fabric, three organisations of a fake network',
    connector: new FabricConnector({ file: fabricFile(fake), secrets: secretsWith(), crypto: nodeCrypto }),
    trust: fabricTrust(),
    register: (vkey) => fake.register(vkey),
    end: () => fake.end(),
  };
}

async function onJdchain(): Promise<Engine> {
  const network = await HttpNetwork.start();
  network.jd.registerUser(USER_KEY);
  for (const witness of network.witnesses) witness.seconds = () => Math.floor(Date.now() / 1000);
  const port = jdchainConnectionsWith(TEST_PATIENCE)
    .read(network.bytes())
    .open({ read: () => keySecret(USER) });
  if (port.is !== 'chain') throw new Error('no chain');
  return {
    what: 'JD Chain, four members of a fake network',
    connector: port.connector,
    trust: network.bundle(),
    register: () => {},
    end: () => network.stop(),
  };
}

async function anchored(desk: TestDesk): Promise<void> {
  while (!desk.store.latestCheckpoint()?.anchored) await desk.notary.anchorPending();
}

async function measure({ what, connector, trust, register }: Engine): Promise<readonly BenchRow[]> {
  const row = (measured: string, unit: string, ours: number, runs: number): BenchRow => ({
    task: what,
    measure: measured,
    unit,
    ours,
    other: null,
    aim: null,
    runs,
  });
  const desk = new TestDesk(what, [connector]);
  register(desk.vkey);
  const times: number[] = [];
  for (let i = 0; i < SEALS; i++) {
    const began = performance.now();
    desk.seal(`seal ${i}`);
    await anchored(desk);
    times.push(performance.now() - began);
  }
  const shared = desk.sealAll(Array.from({ length: CERTIFICATES }, (_, i) => `certificate ${i}`));
  await anchored(desk);
  const anchor = desk.store.latestCheckpoint()?.anchors[0];
  return [
    row('seal to final, the fake’s signing included', 'ms', median(times), SEALS),
    row('evidence of a checkpoint', 'B', JSON.stringify(anchor).length, 1),
    row(`verify ${CERTIFICATES} of one checkpoint`, 'certificates/s', rate(desk, shared, trust), 1),
    row(`verify ${SEALS} with a checkpoint each`, 'certificates/s', rate(desk, desk.sealed.slice(0, SEALS), trust), 1),
  ];
}

/** As a case box does it, with a memory of its own. */
function rate(desk: TestDesk, sealed: TestDesk['sealed'], of: TrustBundle): number {
  const certificates = sealed.map(({ id, sha256 }) => ({ files: desk.notary.evidence(id), sha256 }));
  const memory = { crypto: rememberingCrypto({ ...nodeCrypto }), checkpoints: new CheckpointMemory() };
  const origin = desk.vkey.split('+')[0] ?? '';
  const keys = [{ vkey: desk.vkey, from: 0, to: null }];
  const bundle = { ...of, logs: [{ origin, controller: origin, organisation: 'Holder Ltd', keys }] };
  const trust = [{ bundle, fingerprint: '0'.repeat(64), compared: true }];
  const began = performance.now();
  for (const { files, sha256 } of certificates) {
    const document = { name: 'document', sha256 };
    const page = { state: 'not-run', reason: 'bulk' } as const;
    const { verdict } = verify(files, { document, trust, page, acceptDemo: false, ...memory });
    if (verdict !== 'proven') throw new Error(`a certificate is ${verdict}`);
  }
  return (1000 * certificates.length) / (performance.now() - began);
}

/** See the head of this file. */
export async function engines(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const start of [onFabric, onJdchain]) {
    const engine = await start();
    try {
      rows.push(...(await measure(engine)));
    } finally {
      await engine.end();
    }
  }
  return rows;
}
