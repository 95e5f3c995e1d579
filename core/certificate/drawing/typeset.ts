/**
 * Text into lines of glyphs. Chinese may break between any two characters except before closing and after opening
 * punctuation; other words stay whole unless they are wider than the line. No shaping: one character, one glyph.
 */
import { codePointsOf, FACE_NAMES, type FaceName, isSetWestern, missingText, type TextStyle } from './faces.ts';
import {
  type CertificateFonts,
  type FixedCharacters,
  type FixedFonts,
  type FontPart,
  type PreparedFont,
  prepareFont,
  subsetTag,
} from './fonts.ts';

/** Red, green and blue, 0 to 1. */
export type Colour = readonly [number, number, number];

/** A piece of text in one style; `size` in points. */
export interface Span {
  readonly text: string;
  readonly style: TextStyle;
  readonly size: number;
  readonly colour: Colour;
}

/** One positioned character in a line. */
export interface Glyph {
  readonly codePoint: number;
  /** Name of the font resource. */
  readonly font: string;
  readonly cid: number;
  /** Points. */
  readonly width: number;
  readonly size: number;
  readonly colour: Colour;
}

/** A line of type, measured. */
export interface Line {
  readonly glyphs: readonly Glyph[];
  /** Points. */
  readonly width: number;
}

/** Maps characters to glyphs and remembers which were used; one instance for each file. */
export class GlyphBook {
  private readonly fonts: CertificateFonts;
  private readonly fixed: FixedFonts;
  private readonly added = new Map<FaceName, Map<number, number>>();

  /** `characters` are those that all pages of this kind share. */
  constructor(fonts: CertificateFonts, characters: FixedCharacters) {
    this.fonts = fonts;
    this.fixed = fonts.fixed(characters);
  }

  /** The glyphs of a span; a character that no face has becomes several. */
  glyphs(span: Span): Glyph[] {
    const out: Glyph[] = [];
    const codePoints = codePointsOf(span.text);
    for (const [i, codePoint] of codePoints.entries()) this.put(out, span, codePoint, isSetWestern(codePoints, i));
    return out;
  }

  private put(out: Glyph[], span: Span, codePoint: number, western: boolean): void {
    const choice = this.fonts.choose(span.style, western, codePoint);
    if (!choice) {
      const mono: Span = { ...span, style: 'mono' };
      for (const replacement of codePointsOf(missingText(codePoint))) this.put(out, mono, replacement, true);
      return;
    }
    const { font, cid } = this.place(choice.face, codePoint);
    const width = (choice.width * span.size) / 1000;
    out.push({ codePoint, font, cid, width, size: span.size, colour: span.colour });
  }

  private place(face: FaceName, codePoint: number): { font: string; cid: number } {
    const fixed = this.fixed.get(face)?.cids.get(codePoint);
    if (fixed !== undefined) return { font: resourceName(face, 'fixed'), cid: fixed };
    const added = this.added.get(face) ?? new Map<number, number>();
    this.added.set(face, added);
    const cid = added.get(codePoint) ?? added.size + 1;
    added.set(codePoint, cid);
    return { font: resourceName(face, 'added'), cid };
  }

  /** The fonts to embed, by resource name, in a fixed order. */
  resources(): readonly (readonly [string, PreparedFont])[] {
    const out: [string, PreparedFont][] = [];
    for (const name of FACE_NAMES) {
      const fixed = this.fixed.get(name);
      if (fixed) out.push([resourceName(name, 'fixed'), fixed]);
      const added = this.added.get(name);
      if (!added) continue;
      const font = prepareFont(this.fonts.face(name), [...added.keys()], subsetTag(name, 'added'), 'added');
      out.push([resourceName(name, 'added'), font]);
    }
    return out;
  }
}

const resourceName = (face: FaceName, part: FontPart) => `${part === 'fixed' ? 'F' : 'A'}${FACE_NAMES.indexOf(face)}`;

const SPACE = 0x20;
const OPENING = new Set([...'（《〈「『【〔［｛“‘([{«¥￥$€£'].map((char) => char.codePointAt(0)));
const CLOSING = new Set([...'）》〉」』】〕］｝”’)]}»、，。：；！？…·,.:;!?%％°'].map((char) => char.codePointAt(0)));

/** Ideographs, kana, hangul and full-width forms: scripts that break between characters. */
function isWide(codePoint: number): boolean {
  return (
    codePoint >= 0x2e80 && !(codePoint >= 0xa000 && codePoint < 0xa960) && !(codePoint >= 0xfb00 && codePoint < 0xfe30)
  );
}

/** True when a line may end after `before` and the next begin with `after`. */
export function mayBreak(before: number, after: number): boolean {
  if (after === SPACE || CLOSING.has(after) || OPENING.has(before)) return false;
  return before === SPACE || isWide(before) || isWide(after);
}

const widthOf = (glyphs: readonly Glyph[]) => glyphs.reduce((sum, glyph) => sum + glyph.width, 0);

function trimmed(glyphs: readonly Glyph[]): Line {
  let end = glyphs.length;
  while (end > 0 && glyphs[end - 1]?.codePoint === SPACE) end--;
  const kept = glyphs.slice(0, end);
  return { glyphs: kept, width: widthOf(kept) };
}

/** Where a line that starts at `start` ends: the last place where it may break within `width`, else where it is full. */
function lineEnd(glyphs: readonly Glyph[], start: number, width: number): number {
  let used = 0;
  let lastBreak = -1;
  for (let i = start; i < glyphs.length; i++) {
    const glyph = glyphs[i] as Glyph;
    if (i > start && mayBreak((glyphs[i - 1] as Glyph).codePoint, glyph.codePoint)) lastBreak = i;
    used += glyph.width;
    if (used > width && glyph.codePoint !== SPACE) return lastBreak > start ? lastBreak : Math.max(i, start + 1);
  }
  return glyphs.length;
}

/** Breaks glyphs into lines no wider than `width`; at least one line. */
export function breakLines(glyphs: readonly Glyph[], width: number): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < glyphs.length) {
    const end = lineEnd(glyphs, start, width);
    lines.push(trimmed(glyphs.slice(start, end)));
    start = end;
    while (glyphs[start]?.codePoint === SPACE) start++;
  }
  return lines.length > 0 ? lines : [{ glyphs: [], width: 0 }];
}
