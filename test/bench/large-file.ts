/** One file of 1 GiB hashed as an intake hashes it, beside `openssl dgst` and @noble in JavaScript. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { HashPool } from '../../core/node/hashing/hash-pool.ts';
import { type BenchRow, median } from './report.ts';
import { rounds } from './rounds.ts';

const MIB = 1024 * 1024;
const SIZE = 1024;
const RUNS = 5;
const NOBLE_RUNS = 2;
const TASK = 'file of 1 GiB';

type Digest = (path: string) => Promise<string> | string;

/** Speeds in MiB/s. The file lies in the page cache for all of them; they take turns. */
export async function largeFile(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'notary-large-file-'));
  const pool = new HashPool();
  try {
    const path = join(folder, 'large.bin');
    write(path);
    const digest = openssl(path);
    const samples = { ours: [] as number[], openssl: [] as number[], noble: [] as number[] };
    for (const run of rounds(RUNS)) {
      samples.ours.push(await speed((file) => ours(pool, file), path, digest));
      samples.openssl.push(await speed(openssl, path, digest));
      if (run < NOBLE_RUNS) samples.noble.push(await speed(noble, path, digest));
    }
    return rows(samples);
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Samples = { readonly [program in 'ours' | 'openssl' | 'noble']: readonly number[] };

function rows({ ours, openssl, noble }: Samples): readonly BenchRow[] {
  const base = { task: TASK, measure: 'speed', unit: 'MiB/s', ours: median(ours) };
  const other = { name: 'openssl dgst -sha256', value: median(openssl) };
  return [
    { ...base, other, aim: { of: 'ours/other', sign: '≥', bound: 0.9 }, runs: ours.length },
    { ...base, other: { name: '@noble/hashes', value: median(noble) }, aim: null, runs: noble.length },
  ];
}

function write(path: string): void {
  const file = openSync(path, 'w');
  const chunk = Buffer.alloc(MIB);
  for (let i = 0; i < SIZE; i++) {
    chunk.writeUInt32BE(i);
    writeSync(file, chunk);
  }
  closeSync(file);
}

async function speed(digest: Digest, path: string, expected: string): Promise<number> {
  const start = performance.now();
  const found = await digest(path);
  const seconds = (performance.now() - start) / 1000;
  if (found !== expected) throw new Error(`digests differ: ${found}, ${expected}`);
  return SIZE / seconds;
}

async function ours(pool: HashPool, path: string): Promise<string> {
  const found: string[] = [];
  await pool.run({
    roots: [path],
    onFound: () => {},
    onFault: ({ fault }) => {
      throw new Error(fault.message);
    },
    onHashed: (files) => found.push(...files.map((file) => ('digest' in file ? file.digest.sha256 : ''))),
  });
  return found.join();
}

function openssl(path: string): string {
  return execFileSync('openssl', ['dgst', '-sha256', '-r', path], { encoding: 'utf8' }).slice(0, 64);
}

function noble(path: string): string {
  const file = openSync(path, 'r');
  const chunk = Buffer.alloc(MIB);
  const hasher = nobleCrypto.createSha256();
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hasher.update(chunk.subarray(0, read));
  closeSync(file);
  return toHex(hasher.digest());
}

if (import.meta.main) {
  const { table } = await import('./report.ts');
  process.stdout.write(table(await largeFile()));
}
