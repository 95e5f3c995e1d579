/** Names as they stand inside of the quotation marks of a sentence on a page of template 2. */

/** Names of hundreds of characters would hide the sentence; they stand whole below. */
const LONGEST = 60;

/** The name, or its beginning and end. */
function shortened(name: string): string {
  const characters = [...name];
  const half = (LONGEST - 2) / 2;
  return characters.length > LONGEST
    ? `${characters.slice(0, half).join('')}……${characters.slice(-half).join('')}`
    : name;
}

/** Whatever looks like the marks that begin and end a name. */
const OPENING = /[\u201c\u201e\u201f\u275d\u2760\u301d\u{1f676}]/gu;
const CLOSING =
  /["\u02ba\u02dd\u02ee\u201d\u2033\u2034\u2036\u2037\u2057\u275e\u3003\u301e\u301f\uff02\u{1f677}\u{1f678}]/gu;
/** Single marks; two of them side by side look like a double one, so only the first of them stands. */
const SINGLES =
  /['`\u00b4\u02b9\u02bb-\u02bf\u02ca\u02cb\u2018-\u201b\u2032\u2035\u275b\u275c\u275f\uff07\uff40]{2,}/gu;

/** The name for a place between “ and ”: it has no mark that looks like its own end. */
export const quotable = (name: string): string =>
  shortened(
    name
      .replace(OPENING, '‘')
      .replace(CLOSING, '’')
      .replace(SINGLES, (marks) => marks.charAt(0)),
  );
