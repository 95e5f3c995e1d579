/**
 * Which characters come out right when each is drawn as one glyph after the other, from left to right. Nothing here shapes
 * text: letters of Indic, Arabic and many other scripts join, change places or run from right to left, so they are shown
 * by their numbers instead. The lists are closed and the same in every engine, whatever its version of Unicode.
 */

type Range = readonly [from: number, to: number];

/** Blocks of scripts and signs that need no shaping. */
const PLAIN: readonly Range[] = [
  [0x0020, 0x058f], // Latin, combining marks, Greek, Cyrillic, Armenian
  [0x10a0, 0x10ff], // Georgian
  [0x1c80, 0x1cbf],
  [0x1d00, 0x1fff], // phonetic extensions, Latin and Greek with marks
  [0x2000, 0x2e7f], // punctuation, signs, symbols
  [0x2e80, 0xa4cf], // Chinese, kana, bopomofo, Yi
  [0xa640, 0xa69f],
  [0xa700, 0xa7ff],
  [0xab30, 0xab6f],
  [0xac00, 0xd7a3], // Hangul syllables
  [0xf900, 0xfb17], // compatibility ideographs, ligatures
  [0xfe10, 0xfe1f],
  [0xfe30, 0xfe6f],
  [0xff01, 0xfffd], // full-width forms
  [0x1d400, 0x1d7ff],
  [0x1f000, 0x1faff],
  [0x20000, 0x3ffff],
];

/** Characters in those blocks that cannot be seen, turn the direction, or sit on the character before in a way of their own. */
const NOT_PLAIN: readonly Range[] = [
  [0x007f, 0x009f],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x0483, 0x0489],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x20d0, 0x20ff],
  [0x2d80, 0x2dff],
  [0x302a, 0x302f],
  [0x3099, 0x309a],
  [0x3164, 0x3164],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
];

const isIn = (ranges: readonly Range[], codePoint: number) =>
  ranges.some(([from, to]) => from <= codePoint && codePoint <= to);

/** True when the character needs nothing but its glyph. */
export function isPlain(codePoint: number): boolean {
  const known = answers[codePoint];
  if (known !== undefined && known !== UNASKED) return known === YES;
  const answer = isIn(PLAIN, codePoint) && !isIn(NOT_PLAIN, codePoint);
  // beyond the end of the table nothing is kept
  answers[codePoint] = answer ? YES : NO;
  return answer;
}

const [UNASKED, YES, NO] = [0, 1, 2] as const;
/** What was found of each character of the basic plane: every page asks for the same few. */
const answers = new Uint8Array(0x10000);
