/**
 * Alters a certificate like a forger: changes a number on its visible page and leaves the rest unchanged. The file
 * stays a valid PDF of the same length with the same attachments.
 */
import { deflateSync } from 'node:zlib';
import { NotaryError } from '../../../errors.ts';
import { nodeInflater } from '../../system/inflate.ts';

/** A page of a certificate unpacks to far less. */
const UNPACKED_LIMIT = 64 * 1024 * 1024;

interface Stream {
  readonly start: number;
  readonly end: number;
  /** One character for each byte, unpacked. */
  readonly text: string;
}

/** A copy of `pdf` whose page shows `to` instead of `from`, a text of the same length. */
export function alterPage(pdf: Uint8Array, from: string, to: string): Uint8Array {
  const bytes = Buffer.from(pdf);
  const streams = readStreams(bytes);
  for (const glyphs of streams.map(({ text }) => glyphNumbers(text))) {
    const [old, replacement] = [shown(from, glyphs), shown(to, glyphs)];
    const page = old && replacement && streams.find(({ text }) => text.includes(old));
    if (
      page &&
      replaceStream(
        bytes,
        page,
        page.text.replace(old, () => replacement),
      )
    )
      return bytes;
  }
  throw new NotaryError('internal', `${from} was not found on the page`);
}

function readStreams(pdf: Buffer): readonly Stream[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/(?<!end)stream\r?\n/g)].map((match) => {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    return { start, end, text: unpacked(pdf.subarray(start, end)) };
  });
}

function unpacked(stream: Buffer): string {
  try {
    // behind the two bytes of the zlib header (RFC 1950)
    return Buffer.from(nodeInflater.inflateRaw(stream.subarray(2), UNPACKED_LIMIT)).toString('latin1');
  } catch {
    return stream.toString('latin1'); // was not packed
  }
}

/** The glyph of each character, from a font's ToUnicode map: `<0012> <0031>`. */
function glyphNumbers(cmap: string): ReadonlyMap<string, number> {
  if (!cmap.includes('beginbfchar')) return new Map();
  const pairs = [...cmap.matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>/g)];
  return new Map(
    pairs.map(([, glyph = '', char = '']) => [
      String.fromCharCode(Number.parseInt(char, 16)),
      Number.parseInt(glyph, 16),
    ]),
  );
}

/** A text as in the page's operators: two bytes per glyph in a literal string. */
function shown(text: string, glyphs: ReadonlyMap<string, number>): string | null {
  const numbers = [...text].map((char) => glyphs.get(char));
  if (!numbers.every((glyph) => glyph !== undefined)) return null;
  const bytes = numbers.flatMap((glyph) => [glyph >> 8, glyph & 255]);
  return String.fromCharCode(...bytes)
    .replace(/[()\\]/g, '\\$&')
    .replaceAll('\r', '\\r');
}

/** Packs a stream into the space of the old one. Leftover bytes follow the packed data, where readers ignore them. */
function replaceStream(pdf: Buffer, { start, end }: Stream, text: string): boolean {
  const packed = deflateSync(Buffer.from(text, 'latin1'), { level: 9 });
  if (packed.length > end - start) return false;
  pdf.fill(0, start, end).set(packed, start);
  return true;
}
