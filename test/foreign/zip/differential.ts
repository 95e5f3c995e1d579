/** Our reader of archives beside three others, on many archives at once. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readDirectory } from '../../../core/documents/zip/directory.ts';
import { memorySource } from '../../../core/documents/zip/source.ts';
import { unpackEntry } from '../../../core/documents/zip/unpack.ts';
import { errorCode } from '../../../core/errors.ts';
import { toHex } from '../../../core/formats/bytes.ts';
import { nodeCrypto } from '../../../core/node/system/crypto.ts';
import { nodeInflater } from '../../../core/node/system/inflate.ts';
import { type Variant, variants } from './variants.ts';

/** Names (bytes in hex) and digests of contents, in the order of the directory; null when it is refused. */
type Listed = readonly (readonly [name: string, sha256: string])[] | null;

interface Answer {
  readonly zipfile: Listed;
  /** Digests of all contents, one after the other. */
  readonly unzip: string | null;
  readonly bsdtar: string | null;
}

/** What came of it: the archive with what was found wrong, and how often each program read what was written. */
export interface Outcome {
  readonly faults: readonly string[];
  readonly read: Readonly<Record<'sound' | 'ours' | 'zipfile' | 'unzip' | 'bsdtar', number>>;
}

const sha256 = (bytes: Uint8Array) => toHex(nodeCrypto.sha256(bytes));
const hex = (text: Uint8Array | string) => Buffer.from(text).toString('hex');
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function ourList(zip: Uint8Array): Listed {
  const source = memorySource(zip);
  try {
    return readDirectory(source, 1000).map((entry) => [
      hex(entry.name),
      sha256(unpackEntry(source, entry, nodeInflater)),
    ]);
  } catch (error) {
    if (errorCode(error) === 'malformed') return null;
    throw error;
  }
}

function judged(all: readonly Variant[]): readonly Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'zip-variants-'));
  try {
    all.forEach(({ zip }, i) => {
      writeFileSync(join(folder, `${String(i).padStart(6, '0')}.zip`), zip);
    });
    const lines = execFileSync('python3', [join(import.meta.dirname, 'judge.py'), folder], { maxBuffer: 2 ** 30 });
    return lines
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads `count` archives made from this seed with all four. */
export function differences(seed: number, count: number): Outcome {
  const all = fc.sample(variants, { seed, numRuns: count });
  const answers = judged(all);
  const faults: string[] = [];
  const read = { sound: 0, ours: 0, zipfile: 0, unzip: 0, bsdtar: 0 };
  for (const [i, { zip, entries, lie }] of all.entries()) {
    const written = entries.map(({ name, data }) => [hex(name), sha256(Buffer.from(data))]);
    const together = sha256(Buffer.concat(entries.map(({ data }) => Buffer.from(data))));
    const [ours, { zipfile, unzip, bsdtar }] = [ourList(zip), answers[i] as Answer];
    const isRead = same(ours, written);
    // an archive as it should be is read; of one that lies no file is missing without a word
    if (lie === null ? !isRead : ours !== null && !isRead) faults.push(`${lie}: ${hex(zip)}`);
    if (lie !== null) continue;
    read.sound++;
    read.ours += Number(isRead);
    read.zipfile += Number(same(zipfile, written));
    read.unzip += Number(unzip === together);
    read.bsdtar += Number(bsdtar === together);
    // none of them may have read something else than was written: then the test would be wrong
    for (const other of [unzip, bsdtar]) if (other !== null && other !== together) faults.push(`judge: ${hex(zip)}`);
  }
  return { faults, read };
}
