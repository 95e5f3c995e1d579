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

/** Verifications per second: of certificates of one checkpoint, whose anchor is checked once, and of one each. */
function verifications(desk: TestDesk, bundle: TrustBundle): readonly BenchRow[] {
  const sealed = desk.firstSealed();
  if (!sealed) return [];
  const files = desk.notary.evidence(sealed.id);
  const rate = (count: number, fresh: boolean) => {
    const began = performance.now();
    for (let i = 0; i < count; i++)
      verify(files, {
        document: { name: 'document', sha256: sealed.sha256 },
        trust: [{ bundle, fingerprint: '0'.repeat(64), compared: true }],
        page: { state: 'not-run', reason: 'bulk' },
        acceptDemo: true,
        crypto: fresh ? { ...nodeCrypto } : nodeCrypto,
      });
    return (1000 * count) / (performance.now() - began);
  };
  return [
    plain('verify anchored certificates, one checkpoint', 'throughput', 'certificates/s', rate(1000, false), 1),
    plain('verify anchored certificates, a checkpoint each', 'throughput', 'certificates/s', rate(1000, true), 1),
  ];
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
    const verified = verifications(desk, (await live.file()).trust);
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
