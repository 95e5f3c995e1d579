import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Allowance } from '../../core/documents/box/limits.ts';
import { NotaryError } from '../../core/errors.ts';
import { checkCompound } from '../../core/node/box/compound.ts';
import { readMsg } from '../../core/node/box/outlook.ts';
import { outlook } from './support/outlook.ts';

const SECTOR = 512;
const sample = Buffer.from(outlook({ 'one.txt': new Uint8Array(10), 'two.txt': new Uint8Array(9000).fill(7) }));

/** The sample with words of 32 bits written over it. */
function changed(...words: readonly (readonly [at: number, value: number])[]): Buffer {
  const bytes = Buffer.from(sample);
  for (const [at, value] of words) bytes.writeUInt32LE(value, at);
  return bytes;
}

const word = (at: number) => sample.readUInt32LE(at);
const sectorAt = (number: number) => (number + 1) * SECTOR;
const table = sectorAt(word(76));
const directory = word(48);
const entryAt = (index: number) => {
  let sector = directory;
  for (let i = 0; i < Math.floor(index / 4); i++) sector = word(table + 4 * sector);
  return sectorAt(sector) + (index % 4) * 128;
};
const entries = Array.from({ length: 12 }, (_, i) => entryAt(i));
const entryWhere = (wanted: (at: number) => boolean) => {
  const found = entries.find(wanted);
  if (found === undefined) throw new Error('the sample has no such entry');
  return found;
};
const isStream = (at: number) => sample.readUInt8(at + 66) === 2;
const large = entryWhere((at) => isStream(at) && word(at + 120) === 9000);
const small = entryWhere((at) => isStream(at) && word(at + 120) === 10);
const storage = entryWhere((at) => sample.readUInt8(at + 66) === 1);
const START = 116;
const LENGTH = 120;

describe('a compound file', () => {
  it('of Outlook is accepted', () => {
    expect(() => checkCompound(sample)).not.toThrow();
  });

  it.each<[string, Buffer]>([
    ['whose directory runs in circles', changed([table + 4 * directory, directory])],
    ['whose directory begins nowhere', changed([48, 0x00ffffff])],
    ['whose root is something else', Buffer.from(sample).fill(2, entryAt(0) + 66, entryAt(0) + 67)],
    ['whose stream runs in circles', changed([table + 4 * word(large + START), word(large + START)])],
    ['whose stream is longer than the file', changed([large + LENGTH, 0x7fffffff])],
    ['whose small stream is longer than the file', changed([small + LENGTH, 4095], [60, 0xfffffffe])],
    ['whose streams share their sectors', changed(...streamsAtOnce())],
    ['whose storage holds itself', changed([storage + 76, entries.indexOf(storage)])],
    ['whose storage holds the root', changed([storage + 76, 0])],
    ['whose storage holds an entry that is not there', changed([storage + 76, 9999])],
    ['that says it has more tables than sectors', changed([44, 0x7fffffff])],
    ['that says it has more tables of tables than sectors', changed([72, 0x7fffffff])],
    ['whose table lies behind its end', changed([76, 0x00ffffff])],
    ['with sectors of another size', Buffer.from(sample).fill(7, 30, 31)],
    ['that ends in its header', sample.subarray(0, 511)],
    ['of nothing but its signature', sample.subarray(0, 8)],
    ['of something else', Buffer.alloc(4096)],
  ])('%s is refused', (_, bytes) => {
    expect(refusal(bytes)).toMatchObject({ code: 'malformed', details: { reason: 'damaged' } });
  });

  it('whose storages lie too deep is refused', () => {
    expect(refusal(nested(200))).toMatchObject({ code: 'too-large', details: { reason: 'too-deep' } });
  });

  it('cut anywhere is refused or read in no time and little memory', async () => {
    for (let end = 0; end < sample.length; end += 61) await isQuick(sample.subarray(0, end));
  });

  it('with any word of its header, tables and directory changed is refused or read in no time and little memory', async () => {
    const places = [
      ...range(24, SECTOR),
      ...range(table, table + 4 * 40),
      ...entries.flatMap((at) => [...range(at + 64, at + 128)]),
    ];
    for (const at of places)
      for (const value of [0, 1, directory, word(at) + 1, 0x7fffffff, 0xfffffffe, 0xffffffff])
        await isQuick(changed([at, value >>> 0]));
  });

  it('of random bytes behind its header is refused or read in no time and little memory', async () => {
    for (let i = 0; i < 300; i++)
      await isQuick(Buffer.concat([sample.subarray(0, i % 2 ? 76 : 8), randomBytes(20_000)]));
  });
});

/** All streams begin where the large one does, and are as long as it. */
function streamsAtOnce(): readonly (readonly [number, number])[] {
  return entries
    .filter(isStream)
    .flatMap((at) => [[at + START, word(large + START)] as const, [at + LENGTH, 9000] as const]);
}

function* range(from: number, to: number): Generator<number> {
  for (let at = from; at < to; at += 4) yield at;
}

function refusal(bytes: Buffer): unknown {
  try {
    checkCompound(bytes);
  } catch (error) {
    return error;
  }
  throw new Error('it was accepted');
}

/** Processor time is counted, not the clock: other tests run beside this one. */
async function isQuick(bytes: Buffer): Promise<void> {
  const before = process.cpuUsage();
  const memory = process.memoryUsage().arrayBuffers;
  await readMsg(bytes, Allowance.of(bytes.length)).catch((error: unknown) => {
    expect(error).toBeInstanceOf(NotaryError);
  });
  const { user } = process.cpuUsage(before);
  expect(user).toBeLessThan(2_000_000);
  expect(process.memoryUsage().arrayBuffers - memory).toBeLessThan(64 * 1024 * 1024);
}

/** A compound file of storages, each in the one before. */
function nested(depth: number): Buffer {
  const sectors = Math.ceil((depth + 1) / 4);
  const tables = Math.ceil((sectors + 8) / 128);
  const bytes = Buffer.alloc(SECTOR * (1 + tables + sectors));
  sample.copy(bytes, 0, 0, 44);
  bytes.fill(0xff, 76, SECTOR);
  bytes.writeUInt32LE(tables, 44);
  bytes.writeUInt32LE(tables, 48);
  bytes.writeUInt32LE(0xfffffffe, 60);
  bytes.writeUInt32LE(0, 64);
  bytes.writeUInt32LE(0xfffffffe, 68);
  bytes.writeUInt32LE(0, 72);
  for (let i = 0; i < tables; i++) bytes.writeUInt32LE(i, 76 + 4 * i);
  for (let i = 0; i < sectors; i++)
    bytes.writeUInt32LE(i + 1 < sectors ? tables + i + 1 : 0xfffffffe, SECTOR + 4 * (tables + i));
  for (let i = 0; i <= depth; i++) {
    const at = SECTOR * (1 + tables) + 128 * i;
    bytes.writeUInt8(i === 0 ? 5 : 1, at + 66);
    bytes.fill(0xff, at + 68, at + 76);
    bytes.writeUInt32LE(i < depth ? i + 1 : 0xffffffff, at + 76);
    bytes.writeUInt32LE(0xfffffffe, at + 116);
  }
  return bytes;
}
