/**
 * Does to a certificate what a forger would: changes a number on its visible page and leaves the rest as it is. The file
 * stays a sound PDF of the same length, and its attachments stay as they were.
 */
import { deflateSync, inflateSync } from 'node:zlib';
import { NotaryError } from '../../../errors.ts';

interface Stream {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A copy of `pdf` whose page shows `to` instead of `from`, a text of the same length. */
export function alterPage(pdf: Uint8Array, from: string, to: string): Uint8Array {
  const bytes = Buffer.from(pdf);
  const streams = packedStreams(bytes);
  for (const codes of streams.map(({ text }) => glyphCodes(text))) {
    const [old, replacement] = [encode(from, codes), encode(to, codes)];
    const page = old && replacement && streams.find(({ text }) => text.includes(old));
    if (page && replaceStream(bytes, page, page.text.replace(old, replacement))) return bytes;
  }
  throw new NotaryError('internal', `${from} was not found on the page`);
}

function packedStreams(pdf: Buffer): readonly Stream[] {
  const streams: Stream[] = [];
  const text = pdf.toString('latin1');
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    try {
      streams.push({ start, end, text: inflateSync(pdf.subarray(start, end)).toString('latin1') });
    } catch {
      // not packed
    }
  }
  return streams;
}

/** The glyph of each character, from a font's ToUnicode map: `<0012> <0031>`. */
function glyphCodes(cmap: string): ReadonlyMap<string, string> {
  if (!cmap.includes('beginbfchar')) return new Map();
  const pairs = [...cmap.matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>/g)];
  return new Map(
    pairs.map(([, glyph = '', char = '']) => [String.fromCharCode(Number.parseInt(char, 16)), glyph.toLowerCase()]),
  );
}

function encode(text: string, codes: ReadonlyMap<string, string>): string | null {
  const glyphs = [...text].map((char) => codes.get(char));
  return glyphs.every((glyph) => glyph !== undefined) ? glyphs.join('') : null;
}

/** Packs a stream into the place of the old one. What is left over comes after the packed data, where nobody looks. */
function replaceStream(pdf: Buffer, { start, end }: Stream, text: string): boolean {
  const packed = deflateSync(Buffer.from(text, 'latin1'), { level: 9 });
  if (packed.length > end - start) return false;
  pdf.fill(0, start, end).set(packed, start);
  return true;
}
