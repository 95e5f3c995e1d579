/** From sealing to final on four members, beside the bare engine; batches and verifications per second; sizes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeCrypto } from '../../core/node/crypto.ts';
import type { TrustBundle } from '../../core/trust.ts';
import { verify } from '../../core/verify.ts';
import { findEngine } from '../../scripts/consortium/engine.ts';
import { attachmentSize } from '../anchor/cometbft/support/size.ts';
import { TestDesk } from '../consortium/support/desk.ts';
import { LiveNetwork } from '../consortium/support/network.ts';
import { logSigner } from '../core/support/keys.ts';
import { BareNetwork } from './consortium/bare.ts';
import { type BenchRow, median } from './report.ts';

const SAMPLES = 25;
const DESKS = 8;
const ROUNDS = 3;

async function anchored(desk: TestDesk): Promise<void> {
  while (!desk.store.latestCheckpoint()?.anchored) await desk.notary.settle();
}

/** Milliseconds from sealing one record until its evidence was verified. */
async function sealToFinal(desk: TestDesk, text: string): Promise<number> {
  const began = performance.now();
  desk.seal(text);
  await anchored(desk);
  return performance.now() - began;
}

async function latency(desk: TestDesk, bare: BareNetwork, members: string): Promise<BenchRow> {
  const [ours, other]: [number[], number[]] = [[], []];
  for (let i = 0; i < SAMPLES; i++) {
    ours.push(await sealToFinal(desk, `${members} ${i}`));
    other.push(await bare.once());
    await sleep(100);
  }
  return {
    task: `seal to final, ${members} members`,
    measure: 'time',
    unit: 'ms',
    ours: median(ours),
    other: { name: 'bare kvstore, next block decided', value: median(other) },
    aim: { of: 'ours/other', sign: '≤', bound: 1.5 },
    runs: SAMPLES,
    remark: `90 % within ${percentile(ours)} ms (bare: ${percentile(other)} ms)`,
  };
}

function percentile(samples: readonly number[]): number {
  return Math.round([...samples].sort((a, b) => a - b)[Math.floor(samples.length * 0.9)] ?? Number.NaN);
}

const plain = (
  task: string,
  measure: string,
  unit: string,
  ours: number,
  runs: number,
  aim: BenchRow['aim'] = null,
): BenchRow => ({
  task,
  measure,
  unit,
  ours,
  other: null,
  aim,
  runs,
});

async function batches(live: LiveNetwork): Promise<BenchRow> {
  const desks: TestDesk[] = [];
  for (let i = 0; i < DESKS; i++) {
    await live.register(logSigner(`bench ${i}`).key.text);
    desks.push(new TestDesk(`bench ${i}`, [await live.connector()]));
  }
  const began = performance.now();
  await Promise.all(
    desks.map(async (desk, i) => {
      for (let round = 0; round < ROUNDS; round++) await sealToFinal(desk, `desk ${i} round ${round}`);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return plain(`batches of ${DESKS} desks at once`, 'throughput', 'batches/s', (DESKS * ROUNDS) / seconds, 1);
}

/** Verifications per second of certificates that all differ: of one checkpoint, and of a checkpoint each. */
async function verifications(desk: TestDesk, live: LiveNetwork): Promise<readonly BenchRow[]> {
  const each = [...desk.sealed];
  const texts = Array.from({ length: 1000 }, (_, i) => `certificate ${i}`);
  const shared = desk.sealAll(texts);
  while (!desk.store.latestCheckpoint()?.anchored) await desk.notary.settle();
  const { trust } = await live.file();
  return [
    verificationRow(`${shared.length} of one checkpoint`, desk, shared, trust),
    verificationRow(`${each.length} with a checkpoint each`, desk, each, trust),
  ];
}

function verificationRow(what: string, desk: TestDesk, sealed: TestDesk['sealed'], bundle: TrustBundle): BenchRow {
  const certificates = sealed.map(({ id, sha256 }) => ({ files: desk.notary.evidence(id), sha256 }));
  // another object for each row: what was checked for one is not known to the other
  const crypto = { ...nodeCrypto };
  const began = performance.now();
  for (const { files, sha256 } of certificates) {
    const { verdict } = verify(files, {
      document: { name: 'document', sha256 },
      trust: [{ bundle, fingerprint: '0'.repeat(64), compared: true }],
      page: { state: 'not-run', reason: 'bulk' },
      acceptDemo: true,
      crypto,
    });
    if (verdict !== 'proven') throw new Error(`a certificate is ${verdict}`);
  }
  const rate = (1000 * certificates.length) / (performance.now() - began);
  return plain(`verify anchored certificates, ${what}`, 'throughput', 'certificates/s', rate, 1);
}

function sizes(): readonly BenchRow[] {
  return [4, 7].map((count) =>
    plain(`attachments, ${count} members, log of a million`, 'size', 'B', attachmentSize(count).total, 1, {
      of: 'ours',
      sign: '≤',
      bound: 8192,
    }),
  );
}

/** All of it, on two networks that run side by side. */
export async function consortium(): Promise<readonly BenchRow[]> {
  const engine = await findEngine();
  const live = await LiveNetwork.start(engine);
  const bare = await BareNetwork.start(engine);
  try {
    await live.register(logSigner('bench').key.text);
    const desk = new TestDesk('bench', [await live.connector()]);
    const four = await latency(desk, bare, '4 of 4');
    const several = await batches(live);
    const verified = await verifications(desk, live);
    await Promise.all([live.stop('dunlin', 'SIGKILL'), bare.stopOne()]);
    const three = await latency(desk, bare, '3 of 4');
    const absolute = plain('seal to final, 4 of 4 members', 'time, absolute', 'ms', four.ours ?? Number.NaN, SAMPLES, {
      of: 'ours',
      sign: '≤',
      bound: 1000,
    });
    return [four, absolute, three, several, ...verified, ...sizes()];
  } finally {
    await Promise.all([live.end(), bare.end()]);
  }
}
