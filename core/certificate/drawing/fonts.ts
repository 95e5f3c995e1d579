/**
 * Fonts as a PDF carries them: a subset with its own glyph numbers, its widths and its map back to Unicode. Each face
 * is embedded in two parts: one with every character of the fixed words, made once and shared by all pages of a kind,
 * and a small one with the other characters of this page. This makes thousands of certificates fast.
 */
import { zlibSync } from 'fflate';
import { utf8 } from '../../formats/bytes.ts';
import {
  cffFace,
  codePointsOf,
  FACE_NAMES,
  type Face,
  type FaceName,
  type FontFiles,
  faceChain,
  isSetWestern,
  type TextStyle,
  trueTypeFace,
} from './faces.ts';

/** A subset, ready to be written into a PDF. Character n + 1 of the font (its CID) shows `codePoints[n]`. */
export interface PreparedFont {
  readonly face: Face;
  /** PostScript name with its subset tag. */
  readonly baseFont: string;
  readonly codePoints: readonly number[];
  /** The CID of each code point. */
  readonly cids: ReadonlyMap<number, number>;
  readonly widths: readonly number[];
  readonly program: FontData;
  /** The ToUnicode CMap (ISO 32000-1 section 9.10.3). */
  readonly toUnicode: FontData;
}

/** A stream as written: zlib when `packed`. `length` is that of the plain data. */
export interface FontData {
  readonly bytes: Uint8Array;
  readonly packed: boolean;
  readonly length: number;
}

/** Which face shows a character and how wide it is, in thousandths of the type size; null when none has it. */
export type GlyphChoice = { readonly face: FaceName; readonly width: number } | null;

/** Characters that every page of a kind may need, by style. ASCII is always among them. */
export interface FixedCharacters {
  readonly regular: string;
  readonly bold: string;
}

/** The fixed part of each face; a face that shows none of the fixed characters has none. */
export type FixedFonts = ReadonlyMap<FaceName, PreparedFont>;

/** The fonts of a template, parsed. One value serves any number of pages. */
export interface CertificateFonts {
  face(name: FaceName): Face;
  choose(style: TextStyle, western: boolean, codePoint: number): GlyphChoice;
  /** The fixed parts for these characters, made on first use and cached by the identity of the argument. */
  fixed(characters: FixedCharacters): FixedFonts;
}

const hex4 = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');

function utf16Hex(codePoint: number): string {
  const text = String.fromCodePoint(codePoint);
  return Array.from({ length: text.length }, (_, i) => hex4(text.charCodeAt(i))).join('');
}

function toUnicodeCMap(codePoints: readonly number[]): string {
  const lines = codePoints.map((codePoint, i) => `<${hex4(i + 1)}> <${utf16Hex(codePoint)}>`);
  const blocks: string[] = [];
  // a block holds at most 100 lines (Adobe technical note 5014)
  for (let i = 0; i < lines.length; i += 100) {
    const block = lines.slice(i, i + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}

/**
 * Compressing takes more time than everything else in a certificate and saves only a few kilobytes: small data stays
 * uncompressed.
 */
const PLAIN_UP_TO = 32 * 1024;

const packed = (bytes: Uint8Array): FontData => ({
  bytes: zlibSync(bytes, { level: 9 }),
  packed: true,
  length: bytes.length,
});
const plainIfSmall = (bytes: Uint8Array): FontData =>
  bytes.length > PLAIN_UP_TO ? packed(bytes) : { bytes, packed: false, length: bytes.length };

/**
 * Makes a subset. `tag` is six letters, unique within a certificate. A `fixed` subset is made only once and is
 * compressed as well as possible.
 */
export function prepareFont(face: Face, codePoints: readonly number[], tag: string, part: FontPart): PreparedFont {
  const pack = part === 'fixed' ? packed : plainIfSmall;
  return {
    face,
    baseFont: `${tag}+${face.postScript}`,
    codePoints,
    cids: new Map(codePoints.map((codePoint, i) => [codePoint, i + 1])),
    widths: codePoints.map(face.widthOf),
    program: pack(face.program(codePoints)),
    toUnicode: pack(utf8(toUnicodeCMap(codePoints))),
  };
}

/** The part of a face with the fixed words, or with the other characters of one certificate. */
export type FontPart = 'fixed' | 'added';

/** The subset tag of a face's fixed or additional part. */
export function subsetTag(face: FaceName, part: FontPart): string {
  return `NDESK${String.fromCharCode(65 + 2 * FACE_NAMES.indexOf(face) + (part === 'fixed' ? 0 : 1))}`;
}

const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');

function memoise<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = make(key);
      known.set(key, value);
    }
    return value;
  };
}

/** Parses the fonts. Throws `malformed` for files that are not such fonts. */
export function loadFonts(files: FontFiles): CertificateFonts {
  const face = memoise(
    (name: FaceName): Face => (name === 'rare' ? cffFace(name, files.rare()) : trueTypeFace(name, files[name])),
  );
  const chooseOf = (style: TextStyle, western: boolean) => {
    const chain = faceChain(style, western);
    return memoise((codePoint: number): GlyphChoice => {
      const name = chain.find((candidate) => face(candidate).has(codePoint));
      return name === undefined ? null : { face: name, width: face(name).widthOf(codePoint) };
    });
  };
  const bothOf = (style: TextStyle) => ({ western: chooseOf(style, true), other: chooseOf(style, false) });
  const choosers = { regular: bothOf('regular'), bold: bothOf('bold'), mono: bothOf('mono') };
  const choose: CertificateFonts['choose'] = (style, western, codePoint) =>
    choosers[style][western ? 'western' : 'other'](codePoint);
  return { face, choose, fixed: memoise((characters: FixedCharacters) => prepareFixed(characters, face, choose)) };
}

function prepareFixed(
  characters: FixedCharacters,
  face: CertificateFonts['face'],
  choose: CertificateFonts['choose'],
): FixedFonts {
  const wanted = new Map<FaceName, Set<number>>();
  const add = (style: TextStyle, text: string) => {
    const codePoints = codePointsOf(text);
    for (const [i, codePoint] of codePoints.entries()) {
      const name = choose(style, isSetWestern(codePoints, i), codePoint)?.face;
      if (name) wanted.set(name, (wanted.get(name) ?? new Set()).add(codePoint));
    }
  };
  add('regular', ASCII + characters.regular);
  add('bold', ASCII + characters.bold);
  add('mono', `${ASCII}\u27e8\u27e9`);
  const fixed = new Map<FaceName, PreparedFont>();
  for (const [name, codePoints] of wanted) {
    const sorted = [...codePoints].sort((a, b) => a - b);
    fixed.set(name, prepareFont(face(name), sorted, subsetTag(name, 'fixed'), 'fixed'));
  }
  return fixed;
}
