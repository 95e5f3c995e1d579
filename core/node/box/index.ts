/** The case box: the only door of this folder. */
export { checkBox } from './check.ts';
export { SHEET_FORMATS, type SheetFormat, sheetFormat, writeSheet } from './export.ts';
export { type ArchiveFile, extractFrom } from './extract.ts';
