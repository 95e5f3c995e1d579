/** Pixels of PNGs and JPEGs as we read them, beside ImageMagick. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { eachPngRow, pngSize } from '../../../core/documents/doctor/image.ts';
import { concat, utf8 } from '../../../core/formats/bytes.ts';
import { nodeTools } from '../../../core/node/doctor/tools.ts';
import { fromJpeg } from '../../../core/node/paper/raster.ts';
import { passesOf } from '../../core/support/adam7.ts';

/** Colour types of PNG with their depths and channels (PNG, third edition, table 8). */
const KINDS = [
  { colour: 0, channels: 1, depths: [1, 2, 4, 8, 16] },
  { colour: 2, channels: 3, depths: [8, 16] },
  { colour: 3, channels: 1, depths: [1, 2, 4, 8] },
  { colour: 4, channels: 2, depths: [8, 16] },
  { colour: 6, channels: 4, depths: [8, 16] },
] as const;

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat(utf8(type), data);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return concat(length, body, crc);
}

/** Any picture of any kind: rows of any bytes under any filter, which makes pixels of any value. */
const png: fc.Arbitrary<Uint8Array> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    pick: fc.nat(),
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 30 }),
    noise: fc.uint8Array({ minLength: 64, maxLength: 400 }),
    transparent: fc.boolean(),
    pieces: fc.integer({ min: 1, max: 4 }),
    comment: fc.boolean(),
    interlaced: fc.boolean(),
  })
  .map(({ kind, pick, width, height, noise, transparent, pieces, comment, interlaced }) => {
    const depth = kind.depths[pick % kind.depths.length] as number;
    const whole = Array.from({ length: height }, () => Array.from({ length: width }, () => 0));
    const rowLengths = (interlaced ? passesOf(whole) : [whole]).flatMap((pass) =>
      pass.map((row) => Math.ceil((row.length * kind.channels * depth) / 8)),
    );
    const filter = kind.colour === 3 ? 0 : undefined; // an index beyond the palette is no picture
    let at = 0;
    const byteAt = (i: number) => noise[(i * 7 + (i >> 3)) % noise.length] as number;
    const rows = Uint8Array.from(
      rowLengths.flatMap((length) => [filter ?? byteAt(at++) % 5, ...Array.from({ length }, () => byteAt(at++))]),
    );
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([depth, kind.colour, 0, 0, interlaced ? 1 : 0], 8);
    const packed = deflateSync(rows);
    const cut = Math.ceil(packed.length / pieces);
    const data = Array.from({ length: pieces }, (_, i) => chunk('IDAT', packed.subarray(i * cut, (i + 1) * cut)));
    const palette = Uint8Array.from(
      { length: 3 * 2 ** Math.min(8, depth) },
      (_, i) => noise[i % noise.length] as number,
    );
    const alpha = kind.colour === 3 ? palette.subarray(0, 2 ** depth) : new Uint8Array(kind.colour === 0 ? 2 : 6);
    return concat(
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      ...(comment ? [chunk('tEXt', utf8('Comment\0of no meaning'))] : []),
      ...(kind.colour === 3 ? [chunk('PLTE', palette)] : []),
      ...(transparent && kind.colour < 4 ? [chunk('tRNS', alpha)] : []),
      ...data,
      chunk('IEND', new Uint8Array(0)),
    );
  });

/** RGBA, 16 bits each, big endian; where nothing is to be seen the colour says nothing. */
function pixelsOf(bytes: Uint8Array): Buffer {
  const { width, height } = pngSize(bytes);
  const out = Buffer.alloc(8 * width * height);
  eachPngRow(bytes, nodeTools, (row, y) => void out.set(row, 8 * width * y));
  return out;
}

function sameSeen(a: Buffer, b: Buffer): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 8)
    if (a.compare(b, at, at + 8, at, at + 8) !== 0 && (a.readUInt16BE(at + 6) !== 0 || b.readUInt16BE(at + 6) !== 0))
      return false;
  return true;
}

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** PNGs of one seed whose pixels differ. */
export function pngDifferences(seed: number, count: number): readonly string[] {
  return inFolder((folder) => {
    const pictures = fc.sample(png, { seed, numRuns: count });
    for (const [i, bytes] of pictures.entries()) writeFileSync(join(folder, `${i}.png`), bytes);
    execFileSync('mogrify', ['-format', 'rgba', '-depth', '16', '-endian', 'MSB', '*.png'], { cwd: folder });
    return pictures.flatMap((bytes, i) =>
      sameSeen(pixelsOf(bytes), readFileSync(join(folder, `${i}.rgba`))) ? [] : [`seed ${seed}, ${i}.png`],
    );
  });
}

/** What may be lost between two decoders of a JPEG, in shades of 255: they differ in how they enlarge the colours. */
const MEAN = 2;

/** JPEGs that ImageMagick makes of one seed, and whose shades of grey differ; they have qualities, samplings and scans of all kinds. */
export function jpegDifferences(seed: number, count: number): readonly string[] {
  return inFolder((folder) => {
    for (let i = 0; i < count; i++) {
      const size = `${8 + ((i * 13 + seed) % 90)}x${8 + ((i * 29 + seed) % 70)}`;
      const sampling = ['4:2:0', '4:4:4', '4:2:2', '4:1:1'][i % 4] as string;
      const scans = i % 3 === 0 ? ['-interlace', 'JPEG'] : [];
      const colours = i % 5 === 0 ? ['-colorspace', 'Gray'] : [];
      const options = ['-quality', String(30 + ((i * 7) % 70)), '-sampling-factor', sampling, ...scans, ...colours];
      execFileSync('convert', ['-seed', String(seed + i), '-size', size, 'plasma:fractal', ...options, `${i}.jpg`], {
        cwd: folder,
      });
    }
    execFileSync('mogrify', ['-format', 'rgb', '-depth', '8', '*.jpg'], { cwd: folder });
    return readdirSync(folder)
      .filter((name) => name.endsWith('.jpg'))
      .filter((name) => {
        const mine = fromJpeg(new Uint8Array(readFileSync(join(folder, name))));
        const theirs = readFileSync(join(folder, name.replace('.jpg', '.rgb')));
        if (theirs.length !== 3 * mine.data.length) return true;
        const shade = (at: number) =>
          (77 * (theirs[at] ?? 0) + 150 * (theirs[at + 1] ?? 0) + 29 * (theirs[at + 2] ?? 0)) >> 8;
        const off = mine.data.reduce((sum, value, i) => sum + Math.abs(value - shade(3 * i)), 0);
        return off / mine.data.length > MEAN;
      })
      .map((name) => `seed ${seed}, ${name}`);
  });
}
