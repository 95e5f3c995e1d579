/** Word, Excel and PowerPoint files (ECMA-376): tracked changes, comments, volatile formulas, external contents. */
import type { Warning } from '../../documents/warnings.ts';
import { volatileFunctions } from './formulas.ts';
import { contentTypes, externalTargets, isOfficePackage } from './office-package.ts';
import type { ZipFile } from './zip.ts';

/** Insertions, deletions, moves and format changes that nobody has accepted or rejected (section 17.13.5). */
const TEXT_CHANGES: ReadonlySet<string> = new Set([
  ...['ins', 'del', 'moveFrom', 'moveTo', 'cellIns', 'cellDel', 'cellMerge', 'numberingChange', 'rPrChange'],
  ...['pPrChange', 'sectPrChange', 'tblPrChange', 'tblPrExChange', 'tblGridChange', 'trPrChange', 'tcPrChange'],
  ...['customXmlInsRangeStart', 'customXmlDelRangeStart', 'customXmlMoveFromRangeStart', 'customXmlMoveToRangeStart'],
]);
/** Changes of cells, rows, sheets and formats in a shared workbook (section 18.11). */
const TABLE_CHANGES: ReadonlySet<string> = new Set(['rcc', 'ris', 'rrc', 'rfmt', 'rm']);
const COMMENTS: ReadonlySet<string> = new Set(['comment', 'threadedComment', 'cm']);

/** What is counted in parts of a content type. */
interface Counted {
  readonly code: Warning['code'];
  readonly type: RegExp;
  readonly elements: ReadonlySet<string>;
}

const COUNTED: readonly Counted[] = [
  {
    code: 'tracked-changes',
    type: /[.](?:wordprocessingml|ms-word)\.(?:\w+\.)*(?:main|header|footer|footnotes|endnotes|comments|numbering)\+xml$/,
    elements: TEXT_CHANGES,
  },
  { code: 'tracked-changes', type: /spreadsheetml\.revisionlog\+xml$/, elements: TABLE_CHANGES },
  { code: 'comments', type: /[.](?:comments|threadedcomments)\+xml$/, elements: COMMENTS },
];

const WORKSHEET = /spreadsheetml\.worksheet\+xml$|ms-excel\.(?:macrosheet|intlmacrosheet)\+xml$/;
const OTHER_BOOK = /spreadsheetml\.(?:externallink|connections)\+xml$/;
/** Targets that somebody has to click, or that show nothing. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['hyperlink', 'attachedTemplate', 'externalLinkPath']);

function countElements(zip: ZipFile, part: string, wanted: ReadonlySet<string>): number {
  let count = 0;
  zip.read(part, {
    open(name) {
      if (wanted.has(name)) count++;
    },
  });
  return count;
}

/** The formulas of a sheet (section 18.3.1.40). */
function formulasOf(zip: ZipFile, sheet: string): readonly string[] {
  const formulas: string[] = [];
  let formula: string | null = null;
  zip.read(sheet, {
    open(name) {
      if (name === 'f') formula = '';
    },
    text(piece) {
      if (formula !== null) formula += piece;
    },
    close(name) {
      if (name !== 'f' || formula === null) return;
      // a sheet has a hundred thousand of them, and few that matter
      if (volatileFunctions([formula]).length > 0) formulas.push(formula);
      formula = null;
    },
  });
  return formulas;
}

/** Warnings about an Office Open XML file; none for another archive. Throws `malformed` for one that cannot be read. */
export function lintOffice(zip: ZipFile): readonly Warning[] {
  if (!isOfficePackage(zip)) return [];
  const parts = [...contentTypes(zip)];
  const partsOf = (type: RegExp) => parts.filter(([, one]) => type.test(one)).map(([name]) => name);
  const counts = new Map<Warning['code'], number>();
  for (const { code, type, elements } of COUNTED)
    for (const part of partsOf(type)) counts.set(code, (counts.get(code) ?? 0) + countElements(zip, part, elements));
  const elsewhere = externalTargets(zip).filter(({ kind }) => !NOT_SHOWN.has(kind)).length + partsOf(OTHER_BOOK).length;
  const findings: readonly (readonly [Warning['code'], string | number])[] = [
    ['tracked-changes', counts.get('tracked-changes') ?? 0],
    ['comments', counts.get('comments') ?? 0],
    ['volatile-formulas', volatileFunctions(partsOf(WORKSHEET).flatMap((sheet) => formulasOf(zip, sheet))).join(', ')],
    ['external-links', elsewhere],
  ];
  return findings
    .filter(([, found]) => found !== 0 && found !== '')
    .map(([code, found]) => ({ code, detail: String(found) }));
}
