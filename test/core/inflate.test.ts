/** The one way to unpack: bounded, and the same whoever does the work. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inflater, type PieceInflater, universalInflater } from '../../core/documents/inflate.ts';
import { errorCode } from '../../core/errors.ts';
import { nodeInflater, zlibPieces } from '../../core/node/system/inflate.ts';
import { runs } from './support/outcome.ts';

const INFLATERS: readonly (readonly [string, Inflater])[] = [
  ['universal', universalInflater],
  ['Node', nodeInflater],
];

/** What comes out, or the code of the error. */
function outcome(inflater: Inflater, packed: Uint8Array, limit: number): string {
  try {
    return Buffer.from(inflater.inflateRaw(packed, limit)).toString('latin1');
  } catch (error) {
    return `error ${errorCode(error)}`;
  }
}

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function joined(inflater: PieceInflater, packed: Uint8Array, size: number): Promise<string> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of inflater.inflatedPieces(cut(packed, size))) parts.push(part);
    return Buffer.concat(parts).toString('latin1');
  } catch (error) {
    return `error ${errorCode(error)}`;
  }
}

const text = Buffer.from('a line of a contract that comes again and again\n'.repeat(400));
const packed = deflateRawSync(text);

describe.each(INFLATERS)('unpacking by %s', (_, inflater) => {
  it('gives all of it, up to the bound and not beyond', () => {
    expect(outcome(inflater, packed, text.length)).toBe(text.toString('latin1'));
    expect(outcome(inflater, packed, text.length - 1)).toBe('error too-large');
    expect(outcome(inflater, deflateRawSync(new Uint8Array(0)), 0)).toBe('');
    expect(outcome(inflater, packed, 0)).toBe('error too-large');
  });

  it('passes over what stands behind, and refuses what is cut off or none', () => {
    expect(outcome(inflater, Buffer.concat([packed, Buffer.from('more')]), 1e6)).toBe(text.toString('latin1'));
    expect(outcome(inflater, packed.subarray(0, -1), 1e6)).toBe('error malformed');
    expect(outcome(inflater, Buffer.from([0xff, 0xff, 0xff]), 1e6)).toBe('error malformed');
  });

  it('stops a bomb at the bound', () => {
    const bomb = deflateRawSync(new Uint8Array(200_000_000));
    expect(bomb.length).toBeLessThan(200_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(outcome(inflater, bomb, 1_000_000)).toBe('error too-large');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64_000_000);
  });

  it('has the checksum of every archiver', () => {
    expect(inflater.crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
    expect(inflater.crc32(Buffer.from('6789'), inflater.crc32(Buffer.from('12345')))).toBe(0xcbf43926);
  });
});

describe('whoever unpacks', () => {
  it('accepts the same streams and gives the same bytes, also of broken ones', () => {
    const streams = fc.tuple(
      fc.oneof(fc.uint8Array({ maxLength: 600 }), fc.constant(text.subarray(0, 5000))),
      fc.constantFrom(0, 1, 6, 9),
      fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { maxLength: 3 }),
      fc.nat(40),
    );
    fc.assert(
      fc.property(streams, ([data, level, changes, less]) => {
        const stream = deflateRawSync(data, { level });
        for (const [at, value] of changes) if (at < stream.length) stream[at] = value;
        const given = stream.subarray(0, Math.max(1, stream.length - (less > 20 ? 0 : less)));
        expect(outcome(nodeInflater, given, 1e6)).toBe(outcome(universalInflater, given, 1e6));
      }),
      runs(1000),
    );
  });

  it('gives the same from pieces of any size', async () => {
    for (const size of [1, 7, 4096, 1e6])
      for (const inflater of [universalInflater, zlibPieces])
        expect(await joined(inflater, packed, size)).toBe(text.toString('latin1'));
    for (const inflater of [universalInflater, zlibPieces])
      expect(await joined(inflater, packed.subarray(0, -1), 7)).toBe('error malformed');
  });
});
