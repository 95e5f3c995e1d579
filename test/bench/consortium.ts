/** From sealing to final on four members, beside the bare engine; batches and verifications per second; sizes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { readCometbftEvidence } from '../../core/anchors/cometbft/evidence.ts';
import { rememberingCrypto } from '../../core/documents/box/signatures.ts';
import type { TrustBundle } from '../../core/formats/trust.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import { CheckpointMemory } from '../../core/verification/checkpoint-checks.ts';
import { verify } from '../../core/verification/verify.ts';
import { findEngine } from '../../scripts/consortium/engine.ts';
import { attachmentSize } from '../anchor/cometbft/support/size.ts';
import { TestDesk } from '../consortium/support/desk.ts';
import { LiveNetwork } from '../consortium/support/network.ts';
import { logSigner } from '../core/support/keys.ts';
import { BareNetwork } from './consortium/bare.ts';
import { anchorEach, WAVE } from './consortium/checkpoints.ts';
import { ending } from './endings.ts';
import { type BenchRow, median } from './report.ts';

/** A seal takes two blocks, so in two of them each of four members proposes once: also the one that is down. */
const TURN = 2;
const TURNS = 12;
const DESKS = 8;
const ROUNDS = 3;
const CERTIFICATES = 1000;

async function anchored(desk: TestDesk): Promise<void> {
  while (!desk.store.latestCheckpoint()?.anchored) await desk.notary.anchorPending();
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
  for (let i = 0; i < TURN * TURNS; i++) {
    ours.push(await sealToFinal(desk, `${members} ${i}`));
    other.push(await bare.once());
    await sleep(100);
  }
  return {
    task: `seal to final, ${members} members`,
    measure: 'time, turn of all',
    unit: 'ms',
    ours: median(turns(ours)),
    other: { name: 'bare kvstore, next block decided', value: median(turns(other)) },
    aim: { of: 'ours/other', sign: '≤', bound: 1.5 },
    runs: TURNS,
    remark:
      `means of ${TURN} seals, in which each member proposes once; alone half of them are within ` +
      `${at(ours, 0.5)} ms (bare: ${at(other, 0.5)} ms), 90 % within ${at(ours, 0.9)} ms (bare: ${at(other, 0.9)} ms)`,
  };
}

function turns(samples: readonly number[]): readonly number[] {
  return Array.from({ length: samples.length / TURN }, (_, i) => mean(samples.slice(i * TURN, (i + 1) * TURN)));
}

const mean = (samples: readonly number[]) => samples.reduce((sum, one) => sum + one, 0) / samples.length;

function at(samples: readonly number[], part: number): number {
  return Math.round([...samples].sort((a, b) => a - b)[Math.floor(samples.length * part)] ?? Number.NaN);
}

function plain(task: string, measure: string, unit: string, ours: number, more: Partial<BenchRow> = {}): BenchRow {
  return { task, measure, unit, ours, other: null, aim: null, runs: 1, ...more };
}

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
  return plain(
    `batches of ${DESKS} desks, each waits for its own`,
    'throughput',
    'batches/s',
    (DESKS * ROUNDS) / seconds,
  );
}

/** Verifications per second of certificates that all differ: of one checkpoint, and of a checkpoint each. */
async function verifications(desk: TestDesk, live: LiveNetwork): Promise<readonly BenchRow[]> {
  const shared = desk.sealAll(Array.from({ length: CERTIFICATES }, (_, i) => `certificate ${i}`));
  await anchored(desk);
  await live.register(logSigner('bench each').key.text);
  const own = new TestDesk('bench each', []);
  const seconds = await anchorEach(own, await live.connector({}, 4000, 30_000), await live.file(), CERTIFICATES);
  const { trust } = await live.file();
  const remark = `real checkpoints, anchored in ${heights(own).size} blocks of this run`;
  return [
    plain(`batches of one desk, ${WAVE} sent at once`, 'throughput', 'batches/s', CERTIFICATES / seconds),
    verificationRow(`${shared.length} of one checkpoint`, desk, shared, trust),
    { ...verificationRow(`${own.sealed.length} with a checkpoint each`, own, own.sealed, trust), remark },
  ];
}

function heights(desk: TestDesk): ReadonlySet<number> {
  const anchors = desk.sealed.flatMap((_, i) => desk.store.checkpoint(i + 1)?.anchors ?? []);
  return new Set(anchors.map((anchor) => readCometbftEvidence(anchor).block?.height ?? 0));
}

function verificationRow(what: string, desk: TestDesk, sealed: TestDesk['sealed'], bundle: TrustBundle): BenchRow {
  const certificates = sealed.map(({ id, sha256 }) => ({ files: desk.notary.evidence(id), sha256 }));
  // as a case box does it; another memory for each row: what was checked for one is not known to the other
  const memory = { crypto: rememberingCrypto({ ...nodeCrypto }), checkpoints: new CheckpointMemory() };
  const trust = [{ bundle, fingerprint: '0'.repeat(64), compared: true }];
  const began = performance.now();
  for (const { files, sha256 } of certificates) {
    const { verdict } = verify(files, {
      document: { name: 'document', sha256 },
      trust,
      page: { state: 'not-run', reason: 'bulk' },
      acceptDemo: true,
      ...memory,
    });
    if (verdict !== 'proven') throw new Error(`a certificate is ${verdict}`);
  }
  const rate = (1000 * certificates.length) / (performance.now() - began);
  return plain(`verify anchored certificates, ${what}`, 'throughput', 'certificates/s', rate);
}

/** With the members' names, as a desk writes it, and without, as when a node does not answer for them. */
function sizes(): readonly BenchRow[] {
  return [4, 7].flatMap((count) =>
    [true, false].map((named) =>
      plain(
        `attachments, ${count} members ${named ? 'by name' : 'without names'}, log of a million`,
        'size',
        'B',
        attachmentSize(count, named).total,
        { aim: { of: 'ours', sign: '≤', bound: 8192 } },
      ),
    ),
  );
}

/** All of it, on two networks that run side by side. */
export async function consortium(): Promise<readonly BenchRow[]> {
  const engine = await findEngine();
  const ends: (() => Promise<void>)[] = [];
  const begun = (network: { end(): Promise<void> }) => ends.push(ending(() => network.end()));
  try {
    const live = await LiveNetwork.start(engine, 4, begun);
    const bare = await BareNetwork.start(engine, begun);
    await live.register(logSigner('bench').key.text);
    const desk = new TestDesk('bench', [await live.connector()]);
    const four = await latency(desk, bare, '4 of 4');
    const several = await batches(live);
    const verified = await verifications(desk, live);
    await Promise.all([live.stop('dunlin', 'SIGKILL'), bare.stopOne()]);
    const three = await latency(desk, bare, '3 of 4');
    const absolute = plain('seal to final, 4 of 4 members', 'time, absolute', 'ms', four.ours ?? Number.NaN, {
      runs: TURNS,
      aim: { of: 'ours', sign: '≤', bound: 1000 },
    });
    return [four, absolute, three, several, ...verified, ...sizes()];
  } finally {
    await Promise.all(ends.map((end) => end()));
  }
}
