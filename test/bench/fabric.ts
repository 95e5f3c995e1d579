/**
 * A desk on a channel of Fabric: what its own side of an anchoring takes, over real gRPC to a fake network that signs at once; the
 * size of the evidence; verifications per second. What a real network adds (a quarter of a second, as recorded) is not in it.
 */
import { rememberingCrypto } from '../../core/documents/box/signatures.ts';
import { FabricConnector } from '../../core/node/connectors/fabric/connector.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { CheckpointMemory } from '../../core/verification/checkpoint-checks.ts';
import { verify } from '../../core/verification/verify.ts';
import { TestDesk } from '../consortium/support/desk.ts';
import { fabricFile, fabricTrust, secretsWith } from '../fakes/fabric/file.ts';
import { FakeFabric } from '../fakes/fabric/network.ts';
import { type BenchRow, median } from './report.ts';

const SEALS = 20;
const CERTIFICATES = 500;
const WHAT = 'fabric, three organisations of a fake network';

function row(measure: string, unit: string, ours: number, runs: number, remark?: string): BenchRow {
  return { task: WHAT, measure, unit, ours, other: null, aim: null, runs, ...(remark ? { remark } : {}) };
}

async function anchored(desk: TestDesk): Promise<void> {
  while (!desk.store.latestCheckpoint()?.anchored) await desk.notary.anchorPending();
}

/** See the head of this file. */
export async function fabric(): Promise<readonly BenchRow[]> {
  const fake = await FakeFabric.start(1, 4);
  try {
    const connector = new FabricConnector({ file: fabricFile(fake), secrets: secretsWith(), crypto: nodeCrypto });
    const desk = new TestDesk('bench fabric', [connector]);
    fake.register(desk.vkey);
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
      row(
        'seal to final',
        'ms',
        median(times),
        SEALS,
        'the fake signs in JavaScript in the same process, which is most of it',
      ),
      row('evidence of a checkpoint', 'B', JSON.stringify(anchor).length, 1),
      row(`verify ${CERTIFICATES} of one checkpoint`, 'certificates/s', rate(desk, shared), 1),
      row(`verify ${SEALS} with a checkpoint each`, 'certificates/s', rate(desk, desk.sealed.slice(0, SEALS)), 1),
    ];
  } finally {
    fake.end();
  }
}

/** As a case box does it, with a memory of its own. */
function rate(desk: TestDesk, sealed: TestDesk['sealed']): number {
  const certificates = sealed.map(({ id, sha256 }) => ({ files: desk.notary.evidence(id), sha256 }));
  const memory = { crypto: rememberingCrypto({ ...nodeCrypto }), checkpoints: new CheckpointMemory() };
  const origin = desk.vkey.split('+')[0] ?? '';
  const keys = [{ vkey: desk.vkey, from: 0, to: null }];
  const bundle = { ...fabricTrust(), logs: [{ origin, controller: origin, organisation: 'Holder Ltd', keys }] };
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
