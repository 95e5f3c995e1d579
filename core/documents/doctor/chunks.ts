/**
 * Content-defined pieces: a piece's end depends on the bytes before it, not on its offset, so a change in the middle
 * leaves later pieces unchanged. A gear hash decides; docs/certificate-format.md, "Fingerprints".
 */
import { utf8 } from '../../formats/bytes.ts';
import { FINGERPRINT_LIMITS, type MaterialPieces } from './format.ts';
import type { Tools } from './tools.ts';

/** Target number of pieces; the bounds on their lengths keep it below twice as many. */
const AIM = 48;
const LEAST_BITS = 11;

/** How long pieces of a file of this size are: about 2^bits bytes. */
export function chunkBits(size: number): number {
  return Math.min(32, Math.max(LEAST_BITS, Math.ceil(Math.log2(Math.max(1, size / AIM)))));
}

let gear: Uint32Array | null = null;

function gearTable({ crypto }: Tools): Uint32Array {
  gear ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    const [a = 0, b = 0, c = 0, d = 0] = crypto.sha256(utf8(`notary-desk/gear/v1\0${byte}`));
    return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  });
  return gear;
}

/** The end of the piece that starts at `from`. */
function cut(bytes: Uint8Array, from: number, bits: number, table: Uint32Array): number {
  const end = Math.min(bytes.length, from + 2 ** (bits + 2));
  const first = from + 2 ** (bits - 1);
  // the hash forgets a byte after 32 steps: what is before the last 32 of the shortest piece cannot matter
  let hash = 0;
  for (let at = Math.max(from, first - 32); at < end; at++) {
    hash = ((hash << 1) + (table[bytes[at] as number] as number)) | 0;
    if (at >= first && hash >>> (32 - bits) === 0) return at + 1;
  }
  return end;
}

/** Cuts a file; a piece of less than 1 KB gets no digest. Null for more pieces than a certificate carries. */
export function chunkMaterial(bytes: Uint8Array, bits: number, tools: Tools): MaterialPieces | null {
  const table = gearTable(tools);
  const lengths: number[] = [];
  const digests: (Uint8Array | null)[] = [];
  for (let from = 0; from < bytes.length; ) {
    if (lengths.length === FINGERPRINT_LIMITS.chunks) return null;
    const to = cut(bytes, from, bits, table);
    lengths.push(to - from);
    digests.push(to - from < FINGERPRINT_LIMITS.part ? null : tools.crypto.sha256(bytes.subarray(from, to)));
    from = to;
  }
  return { lengths, digests };
}
