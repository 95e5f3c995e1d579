/**
 * The parts of an XLSX workbook (ECMA-376 part 1, section 12) that a table needs: its first visible sheet, shared texts
 * and formats.
 */

import { readDirectory } from '../../documents/zip/directory.ts';
import { memorySource } from '../../documents/zip/source.ts';
import { unpackEntry } from '../../documents/zip/unpack.ts';
import { errorCode, NotaryError } from '../../errors.ts';
import { nodeInflater } from '../system/inflate.ts';
import { readXml } from '../system/xml.ts';
import { formatCode } from './number-format.ts';

/** The sheet, and what its cells refer to. */
export interface Workbook {
  /** XML of the first sheet that is not hidden. */
  readonly sheet: Uint8Array;
  readonly texts: readonly string[];
  /** Codes of the number formats, by the number of a cell's style. */
  readonly formats: readonly string[];
  readonly is1904: boolean;
}

const UNPACKED = 64 * 1024 * 1024;
/** Entries that an archive may have, and entries that are read. */
const [ENTRIES, READ] = [10_000, 1000] as const;

/** Opens a workbook. Throws `malformed` or `too-large`. */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const files = unpack(bytes);
  const book = readBook(part(files, 'xl/workbook.xml'));
  const targets = readTargets(part(files, 'xl/_rels/workbook.xml.rels'));
  const target = targets.get(book.shown ?? '');
  if (target === undefined) throw new NotaryError('malformed', 'a workbook without a sheet that is shown');
  return {
    sheet: part(files, target.startsWith('/') ? target.slice(1) : `xl/${target}`),
    texts: files['xl/sharedStrings.xml'] ? readTexts(files['xl/sharedStrings.xml']) : [],
    formats: files['xl/styles.xml'] ? readFormats(files['xl/styles.xml']) : [],
    is1904: book.is1904,
  };
}

function unpack(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  const source = memorySource(bytes);
  try {
    const needed = readDirectory(source, ENTRIES).filter(({ name }) => /\.(?:xml|rels)$/.test(name));
    if (needed.length > READ || needed.reduce((sum, { size }) => sum + size, 0) > UNPACKED)
      throw new NotaryError('too-large', 'the workbook unpacks to too much');
    return Object.fromEntries(needed.map((entry) => [entry.name, unpackEntry(source, entry, nodeInflater)]));
  } catch (cause) {
    if (errorCode(cause) === 'too-large') throw cause;
    throw new NotaryError('malformed', 'not a ZIP archive that can be unpacked', {}, cause);
  }
}

function part(files: Readonly<Record<string, Uint8Array>>, name: string): Uint8Array {
  const found = files[name];
  if (!found) throw new NotaryError('malformed', `not an XLSX workbook: no ${name}`);
  return found;
}

function readBook(xml: Uint8Array): { shown: string | null; is1904: boolean } {
  let shown: string | null = null;
  let is1904 = false;
  readXml(xml, {
    open(name, { id, state = 'visible', date1904 = '' }) {
      if (name === 'sheet' && state === 'visible') shown ??= id ?? null;
      if (name === 'workbookPr') is1904 = date1904 === '1' || date1904 === 'true';
    },
  });
  return { shown, is1904 };
}

function readTargets(xml: Uint8Array): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  readXml(xml, {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, Target);
    },
  });
  return targets;
}

/** Shared texts (section 18.4), without phonetic guides of Chinese and Japanese. */
function readTexts(xml: Uint8Array): readonly string[] {
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let spoken = 0;
  readXml(xml, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') spoken++;
      isText = name === 't' && spoken === 0;
    },
    close(name) {
      if (name === 'rPh') spoken--;
      if (name === 't') isText = false;
      if (name === 'si') texts.push(text);
    },
    text(piece) {
      if (isText) text += piece;
    },
  });
  return texts;
}

/** The format of each style of a cell (section 18.8.10). */
function readFormats(xml: Uint8Array): readonly string[] {
  const own = new Map<number, string>();
  const ids: number[] = [];
  let isCells = false;
  readXml(xml, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') own.set(Number(numFmtId), formatCode);
      if (name === 'cellXfs') isCells = true;
      if (name === 'xf' && isCells) ids.push(Number(numFmtId));
    },
    close(name) {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return ids.map((id) => formatCode(id, own));
}
