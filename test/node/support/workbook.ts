/** Workbooks as spreadsheets save them, made from a few cells. */
import { writeZip } from '../../../core/node/system/zip-writer.ts';

/** A cell of a workbook: a text, or a number with the code of its format. */
export type MadeCell = readonly [text: string] | readonly [number: string, format: string];

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The bytes of a workbook with one sheet; `columns` stands before its rows. */
export function workbookBytes(lines: readonly (readonly MadeCell[])[], columns = ''): Uint8Array {
  const codes = lines.flat().flatMap(([, code]) => (code === undefined ? [] : [code]));
  const cell = ([value, code]: MadeCell) =>
    code === undefined
      ? `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`
      : `<c s="${codes.indexOf(code)}"><v>${value}</v></c>`;
  const sheet = lines.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('');
  const formats = codes.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(code)}"/>`).join('');
  const styles = codes.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('');
  const parts = {
    'xl/workbook.xml': `<workbook ${NS} xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>',
    'xl/styles.xml': `<styleSheet ${NS}><numFmts>${formats}</numFmts><cellXfs>${styles}</cellXfs></styleSheet>`,
    'xl/worksheets/s.xml': `<worksheet ${NS}>${columns}<sheetData>${sheet}</sheetData></worksheet>`,
  };
  const bytes = Object.entries(parts).map(([name, xml]) => [name, new TextEncoder().encode(xml)]);
  return writeZip(Object.fromEntries(bytes));
}
