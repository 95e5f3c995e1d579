/** Word, Excel and PowerPoint files (ECMA-376): tracked changes, comments, volatile formulas, external contents. */
import type { Warning } from '../../documents/warnings.ts';
import { volatileFunctions } from './formulas.ts';
import type { ZipFile } from './zip.ts';

/** Insertions, deletions, moves and format changes that nobody has accepted or rejected (section 17.13.5). */
const CHANGE = /<w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|\w{1,12}Change)[ />]/g;
const COMMENT = /<(?:\w+:)?(?:comment|threadedComment|cm) /g;
/** The number of the page's parts that are read for changes: text, headers, footers, notes. */
const TEXT_PART = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
const COMMENT_PART =
  /^(?:word\/comments|xl\/comments\d*|xl\/comments\/comment\d+|xl\/threadedComments\/\w+|ppt\/comments\/\w+)\.xml$/;
const RELATIONS = /^(?:word|xl|ppt)\/.*_rels\/.*\.rels$/;

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;
const total = (zip: ZipFile, part: RegExp, pattern: RegExp) =>
  zip.names.filter((name) => part.test(name)).reduce((sum, name) => sum + count(zip.text(name), pattern), 0);

function* formulasOf(zip: ZipFile): Iterable<string> {
  for (const name of zip.names.filter((part) => /^xl\/worksheets\/\w+\.xml$/.test(part)))
    for (const [, formula = ''] of zip.text(name).matchAll(/<f(?:\s[^>]*)?>([^<]*)<\/f>/g))
      yield formula.replaceAll('&quot;', '"');
}

/** External targets that the file displays as its own contents; hyperlinks are not among them. */
function elsewhere(zip: ZipFile): number {
  const targets = zip.names
    .filter((name) => RELATIONS.test(name))
    .flatMap((name) => [...zip.text(name).matchAll(/<Relationship [^>]*TargetMode="External"[^>]*>/g)])
    .filter(([relation]) => !/Type="[^"]*\/(?:hyperlink|attachedTemplate|externalLinkPath)"/.test(relation));
  const books = zip.names.filter((name) => /^xl\/(?:externalLinks\/externalLink\d+|connections)\.xml$/.test(name));
  return targets.length + books.length;
}

/** Warnings about an Office Open XML file; none for another archive. */
export function lintOffice(zip: ZipFile): readonly Warning[] {
  if (zip.sizeOf('[Content_Types].xml') === null) return [];
  const changes =
    total(zip, TEXT_PART, CHANGE) + total(zip, /^xl\/revisions\/revisionLog\d+\.xml$/, /<r(?:cc|is|rc|fmt) /g);
  const findings: readonly (readonly [Warning['code'], string | number])[] = [
    ['tracked-changes', changes],
    ['comments', total(zip, COMMENT_PART, COMMENT)],
    ['volatile-formulas', volatileFunctions(formulasOf(zip)).join(', ')],
    ['external-links', elsewhere(zip)],
  ];
  return findings
    .filter(([, found]) => found !== 0 && found !== '')
    .map(([code, found]) => ({ code, detail: String(found) }));
}
