/**
 * The faces of a certificate and which face shows which character. Parsed once, used for thousands of certificates.
 */
import fontkit from '@cantoo/fontkit';
import { NotaryError } from '../../errors.ts';
import { parseTrueType } from './truetype.ts';

/** One typeface; widths are in thousandths of the type size. */
export interface Face {
  readonly name: FaceName;
  /** PostScript name without a subset tag. */
  readonly postScript: string;
  readonly flavour: 'truetype' | 'cff';
  readonly ascent: number;
  readonly descent: number;
  readonly bbox: readonly [number, number, number, number];
  has(codePoint: number): boolean;
  widthOf(codePoint: number): number;
  /** A font program whose glyph n + 1 shows `codePoints[n]`; glyph 0 is the missing glyph and is never used. */
  program(codePoints: readonly number[]): Uint8Array;
}

/** `rare` is a large face with the characters of names that the others lack. */
export const FACE_NAMES = ['sc', 'scBold', 'latin', 'latinBold', 'mono', 'rare'] as const;
/** Name of a face of the template. */
export type FaceName = (typeof FACE_NAMES)[number];

/** The bytes of the font files of a template; `rare` is only called when a text needs it. */
export interface FontFiles extends Readonly<Record<Exclude<FaceName, 'rare'>, Uint8Array>> {
  rare(): Uint8Array;
}

/** Text styles: the order in which faces are tried for a character. */
export type TextStyle = 'regular' | 'bold' | 'mono';

const POST_SCRIPT: Readonly<Record<FaceName, string>> = {
  sc: 'NotoSansSC-Regular',
  scBold: 'NotoSansSC-Bold',
  latin: 'NotoSans-Regular',
  latinBold: 'NotoSans-Bold',
  mono: 'NotoSansMono-Regular',
  rare: 'SourceHanSansSC-Regular',
};

/** The face of a TrueType file. */
export function trueTypeFace(name: FaceName, file: Uint8Array): Face {
  const font = parseTrueType(file);
  const scale = (units: number) => Math.round((units * 1000) / font.unitsPerEm);
  return {
    name,
    postScript: POST_SCRIPT[name],
    flavour: 'truetype',
    ascent: scale(font.ascent),
    descent: scale(font.descent),
    bbox: font.bbox.map(scale) as unknown as Face['bbox'],
    has: (codePoint) => font.glyphOf(codePoint) !== 0,
    widthOf: (codePoint) => scale(font.advanceOf(font.glyphOf(codePoint))),
    program: (codePoints) => font.subset([0, ...codePoints.map(font.glyphOf)]),
  };
}

/** The face of a font file with CFF outlines (Adobe technical note 5176), read and cut by fontkit. */
export function cffFace(name: FaceName, file: Uint8Array): Face {
  const font = fontkit.create(file);
  if (!('createSubset' in font)) throw new NotaryError('malformed', 'a font collection where a font was expected');
  const scale = (units: number) => Math.round((units * 1000) / font.unitsPerEm);
  const glyphOf = (codePoint: number) => {
    const glyph = font.glyphForCodePoint(codePoint);
    if (!glyph) throw new NotaryError('internal', `no glyph for U+${codePoint.toString(16)}`);
    return glyph;
  };
  return {
    name,
    postScript: POST_SCRIPT[name],
    flavour: 'cff',
    ascent: scale(font.ascent),
    descent: scale(font.descent),
    bbox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(scale) as unknown as Face['bbox'],
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    widthOf: (codePoint) => scale(glyphOf(codePoint).advanceWidth),
    program: (codePoints) => {
      const subset = font.createSubset();
      for (const codePoint of codePoints) subset.includeGlyph(glyphOf(codePoint));
      return subset.encode();
    },
  };
}

/** The code points of a text. */
export function codePointsOf(text: string): number[] {
  const out: number[] = [];
  for (const char of text) out.push(char.codePointAt(0) as number);
  return out;
}

/** Latin, Greek and Cyrillic with their punctuation: set in the Latin faces, so that no word mixes two faces. */
function isWestern(codePoint: number): boolean {
  return codePoint < 0x0530 || (codePoint >= 0x1c80 && codePoint < 0x2000);
}

const OPENING_QUOTES = new Set([0x2018, 0x201c]);
/** Dashes, quotes and the ellipsis: the same characters in Chinese and Western texts, but with different widths. */
export const SHARED_MARKS = new Set([0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026]);

/** True when the character at `index` is set as Western text; a shared mark follows its neighbouring character. */
export function isSetWestern(codePoints: readonly number[], index: number): boolean {
  const codePoint = codePoints[index] ?? 0;
  if (!SHARED_MARKS.has(codePoint)) return isWestern(codePoint);
  const neighbour = codePoints[OPENING_QUOTES.has(codePoint) ? index + 1 : index - 1];
  return neighbour !== undefined && isWestern(neighbour);
}

/** Faces in the order in which they are tried for a character. */
export function faceChain(style: TextStyle, western: boolean): readonly FaceName[] {
  if (style === 'mono') return ['mono', 'latin', 'sc', 'rare'];
  if (style === 'bold')
    return western
      ? ['latinBold', 'scBold', 'latin', 'sc', 'mono', 'rare']
      : ['scBold', 'latinBold', 'sc', 'latin', 'mono', 'rare'];
  return western ? ['latin', 'sc', 'mono', 'rare'] : ['sc', 'latin', 'mono', 'rare'];
}

/** Replacement for characters that are not drawn, for instance `⟨U+1F600⟩` or `⟨U+0915 U+094D⟩`. */
export function missingText(...codePoints: readonly number[]): string {
  const numbers = codePoints.map((codePoint) => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`);
  return `\u27e8${numbers.join(' ')}\u27e9`;
}
