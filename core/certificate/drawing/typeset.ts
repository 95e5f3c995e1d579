/**
 * Text into lines of glyphs. Chinese may break between any two characters except before closing and after opening
 * punctuation; other words stay whole unless they are wider than the line. No shaping: one character, one glyph (scripts.ts).
 */
import {
  codePointsOf,
  FACE_NAMES,
  type FaceName,
  isSetWestern,
  missingText,
  SHARED_MARKS,
  type TextStyle,
} from './faces.ts';
import {
  type CertificateFonts,
  type FixedCharacters,
  type FixedFonts,
  type FontPart,
  type GlyphChoice,
  type PreparedFont,
  prepareFont,
  subsetTag,
} from './fonts.ts';
import { isPlain } from './scripts.ts';

/** Red, green and blue, 0 to 1. */
export type Colour = readonly [number, number, number];

/** A language that is not that of the document (Chinese), as its tag (RFC 5646). */
export type Language = 'en';

/** A piece of text in one style; `size` in points. */
export interface Span {
  readonly text: string;
  readonly style: TextStyle;
  readonly size: number;
  readonly colour: Colour;
  /** Where it is known to be another than the document's. */
  readonly language?: Language | undefined;
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
  readonly language?: Language | undefined;
}

/** A line of type, measured. */
export interface Line {
  readonly glyphs: readonly Glyph[];
  /** Points. */
  readonly width: number;
}

/**
 * Which characters stand there by their numbers. `runs`: those that no face has, and those that need shaping, a run of
 * them together. `single`: only those that no face has, each for itself, as version 0.1.0 did and template 1 does for ever.
 */
export type Numbering = 'runs' | 'single';

/** Maps characters to glyphs and remembers which were used; one instance for each file. */
export class GlyphBook {
  private readonly fonts: CertificateFonts;
  private readonly fixed: FixedFonts;
  private readonly numbering: Numbering;
  private readonly added = new Map<FaceName, Map<number, number>>();
  private numbers = false;

  /** `characters` are those that all pages of this kind share. */
  constructor(fonts: CertificateFonts, characters: FixedCharacters, numbering: Numbering = 'runs') {
    this.fonts = fonts;
    this.fixed = fonts.fixed(characters);
    this.numbering = numbering;
  }

  /** The glyphs of a span; what cannot be set right stands there by its number, several in a row within one pair of brackets. */
  glyphs(span: Span): Glyph[] {
    const out: Glyph[] = [];
    const codePoints = codePointsOf(span.text);
    let unset: number[] = [];
    const flush = () => {
      if (unset.length > 0) this.putNumbers(out, span, unset);
      unset = [];
    };
    for (let i = 0; i < codePoints.length; i++) {
      const codePoint = codePoints[i] as number;
      const western = isSetWestern(codePoints, i) || (span.language === 'en' && SHARED_MARKS.has(codePoint));
      const choice = this.isSet(codePoint) ? this.fonts.choose(span.style, western, codePoint) : null;
      if (choice || this.numbering === 'single') flush();
      if (choice) this.put(out, span, codePoint, choice);
      else unset.push(codePoint);
    }
    flush();
    return out;
  }

  /** Whether a number stands for any character so far. */
  get hasNumbers(): boolean {
    return this.numbers;
  }

  private isSet(codePoint: number): boolean {
    return this.numbering === 'single' || isPlain(codePoint);
  }

  private putNumbers(out: Glyph[], span: Span, unset: readonly number[]): void {
    this.numbers = true;
    for (const codePoint of codePointsOf(missingText(...unset))) {
      const choice = this.fonts.choose('mono', true, codePoint);
      if (choice) this.put(out, span, codePoint, choice);
    }
  }

  private put(out: Glyph[], span: Span, codePoint: number, choice: NonNullable<GlyphChoice>): void {
    const { font, cid } = this.place(choice.face, codePoint);
    const width = (choice.width * span.size) / 1000;
    const { size, colour, language } = span;
    out.push({ codePoint, font, cid, width, size, colour, language });
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

const RESOURCE_NAMES = new Map(FACE_NAMES.map((face, i) => [face, { fixed: `F${i}`, added: `A${i}` }]));
const resourceName = (face: FaceName, part: FontPart) => RESOURCE_NAMES.get(face)?.[part] ?? '';

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

/** The least width of a last line, as a part of the whole, for which nothing is broken anew. */
const LEAST_LAST = 0.25;
/** How much narrower lines may get for its sake, and by what step. */
const NARROWEST = 0.75;
const STEP = 0.01;

/** As `breakLines`, in as many lines, but without a lonely word in the last one where narrower lines help. */
export function breakEvenly(glyphs: readonly Glyph[], width: number): readonly Line[] {
  const lines = breakLines(glyphs, width);
  const isLonely = (found: readonly Line[]) => (found.at(-1)?.width ?? 0) < LEAST_LAST * width;
  if (lines.length < 2 || !isLonely(lines)) return lines;
  for (let part = 1 - STEP; part >= NARROWEST; part -= STEP) {
    const narrower = breakLines(glyphs, width * part);
    if (narrower.length > lines.length) break;
    if (!isLonely(narrower)) return narrower;
  }
  return lines;
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
