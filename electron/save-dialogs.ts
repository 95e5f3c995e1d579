/** Save dialogs of calls that write a file: title, name, file types. */
import type { SaveDialogOptions } from 'electron';
import type { BoxFormat, MatchFormat, NotaryApi } from './api.ts';
import type { FileCall } from './calls.ts';
import type { ShellWords } from './words.ts';

type Dialogs = {
  readonly [K in FileCall]: (words: ShellWords, ...args: Parameters<NotaryApi[K]>) => SaveDialogOptions;
};

const SHEET_KINDS: Readonly<Record<BoxFormat, string>> = { pdf: 'PDF', xlsx: 'Excel', csv: 'CSV', sha256: 'SHA-256' };
const MATCH_KINDS: Readonly<Record<MatchFormat, string>> = { json: 'JSON', xlsx: 'Excel', csv: 'CSV' };

const dialog = (title: string, defaultPath: string, kind: string, ending: string): SaveDialogOptions => ({
  title,
  defaultPath,
  filters: [{ name: kind, extensions: [ending] }],
});

/** A name as part of a path: what has a meaning there is left out. */
const fileName = (name: string) =>
  name
    .replace(/[\\/:*?"<>|]+/g, ' ')
    .trim()
    .slice(0, 80);

export const SAVE_DIALOGS: Dialogs = {
  boxExport: (words, format) => dialog(words.saveSheet, `${words.sheetName}.${format}`, SHEET_KINDS[format], format),
  report: (words, { format }) =>
    dialog(words.saveReport, `${words.reportName}.${format}`, format.toUpperCase(), format),
  checkerSave: (words) => dialog(words.saveChecker, 'notary-check.html', 'HTML', 'html'),
  trustExport: (words) => dialog(words.exportBundle, 'notary-desk.trust.json', words.bundles, 'json'),
  bundleSave: (words, { wish }) => dialog(words.saveBundle, `${fileName(wish.name)}.trust.json`, words.bundles, 'json'),
  chainRegister: (words) => dialog(words.registration, 'notary-desk.registration.json', 'JSON', 'json'),
  share: (words) => dialog(words.share, 'certificates.zip', 'ZIP', 'zip'),
  tracePack: (words) => dialog(words.saveTracePack, `${words.traceName}.zip`, 'ZIP', 'zip'),
  traceExport: (words, { format }) =>
    format === 'epcis'
      ? dialog(words.saveTrace, `${words.traceName}.jsonld`, 'EPCIS 2.0', 'jsonld')
      : dialog(words.saveTrace, `${words.traceName}.prov.json`, 'PROV-JSON', 'json'),
  pack: (words) => dialog(words.savePack, `${words.packName}.zip`, 'ZIP', 'zip'),
  matchSave: (words, { format }) =>
    dialog(words.saveMatch, `${words.matchName}.${format}`, MATCH_KINDS[format], format),
  dossierTables: (words, { tables, format }) =>
    dialog(words.dossier.saveTables, `${words.dossier[tables]}.${format}`, SHEET_KINDS[format], format),
  dossierSampleSave: (words, { format }) =>
    dialog(words.dossier.saveSample, `${words.dossier.sample}.${format}`, SHEET_KINDS[format], format),
  listExport: (words, { format }) => dialog(words.saveList, `${words.listName}.${format}`, SHEET_KINDS[format], format),
  tableTemplate: (words, format) =>
    dialog(words.saveTable, `${words.tableName}.${format}`, SHEET_KINDS[format], format),
  recordListExport: (words, format) =>
    dialog(words.saveRecordList, `${words.recordListName}.${format}`, SHEET_KINDS[format], format),
};
