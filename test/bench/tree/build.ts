/**
 * Builds one tree in a process of its own and prints what it took: `node build.ts PROGRAM LEAVES`. Every program is
 * given the same leaves of 32 bytes and hashes leaves and nodes with SHA-256.
 */
import { createHash, hash } from 'node:crypto';
import { SimpleMerkleTree } from '@openzeppelin/merkle-tree';
import { MerkleTree as MerkleTreeJs } from 'merkletreejs';
import { MerkleTree } from '../../../core/merkle-tree.ts';

/** A built tree, asked for its root and for the proof of one leaf. */
interface Built {
  root(): unknown;
  proof(index: number): readonly unknown[];
}

const streamed = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const atOnce = (bytes: Buffer) => hash('sha256', bytes, 'buffer');

function leaf(index: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.writeDoubleBE(index);
  return bytes;
}

const leaves = (count: number) => Array.from({ length: count }, (_, i) => leaf(i));

function ours(count: number): Built {
  const tree = new MerkleTree(count);
  for (let i = 0; i < count; i++) tree.append(leaf(i));
  return { root: () => tree.root(), proof: (index) => tree.inclusion(index) };
}

function merkletreejs(count: number, sha256: (bytes: Buffer) => Buffer): Built {
  const tree = new MerkleTreeJs(leaves(count), sha256, { hashLeaves: true });
  return { root: () => tree.getRoot(), proof: (index) => tree.getProof(sha256(leaf(index)), index) };
}

/** Its proofs do not say left or right, so its nodes hash the smaller child first. */
function openzeppelin(count: number): Built {
  const values = leaves(count).map((bytes) => `0x${streamed(bytes).toString('hex')}`);
  const node = (a: string, b: string) =>
    `0x${streamed(Buffer.from(a < b ? a.slice(2) + b.slice(2) : b.slice(2) + a.slice(2), 'hex')).toString('hex')}` as const;
  const nodeHash = (a: unknown, b: unknown) => node(String(a), String(b));
  const tree = SimpleMerkleTree.of(values, { sortLeaves: false, nodeHash });
  return { root: () => tree.root, proof: (index) => tree.getProof(index) };
}

const PROGRAMS: Readonly<Record<string, (count: number) => Built>> = {
  ours,
  merkletreejs: (count) => merkletreejs(count, streamed),
  'merkletreejs-at-once': (count) => merkletreejs(count, atOnce),
  openzeppelin,
};

/** What a run of this file prints, as JSON. */
export interface TreeRun {
  readonly buildSeconds: number;
  readonly proofSeconds: number;
  readonly proofLength: number;
  readonly peakMiB: number;
}

function run(program: string, count: number): TreeRun {
  const build = PROGRAMS[program];
  if (!build) throw new Error(`no program ${program}`);
  const start = performance.now();
  const tree = build(count);
  tree.root();
  const built = performance.now();
  const proof = tree.proof(Math.floor(count / 3));
  const done = performance.now();
  return {
    buildSeconds: (built - start) / 1000,
    proofSeconds: (done - built) / 1000,
    proofLength: proof.length,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
}

const [program = '', count = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(run(program, Number(count))));
