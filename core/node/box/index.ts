/** The case box: the only module of this folder that others import. */
export { checkBox } from './check.ts';
export { SHEET_FORMATS, type SheetFormat, sheetFormat, writeSheet } from './export.ts';
export { type ArchiveFile, extractFrom } from './extract.ts';
