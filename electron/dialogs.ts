/** The system's dialogs. */
import {
  type BrowserWindow,
  dialog,
  type FileFilter,
  type OpenDialogOptions,
  type OpenDialogReturnValue,
  type SaveDialogOptions,
} from 'electron';
import type { PickKind } from './api.ts';
import type { ShellWords } from './words.ts';

type Properties = NonNullable<OpenDialogOptions['properties']>;

const properties: Readonly<Record<PickKind, Properties>> = {
  files: ['openFile', 'multiSelections'],
  folder: ['openDirectory', 'multiSelections'],
  version: ['openFile'],
  table: ['openFile'],
  tape: ['openFile'],
  dossier: ['openFile'],
  verify: ['openFile', 'multiSelections'],
  certificate: ['openFile'],
  box: ['openDirectory', 'multiSelections'],
  trust: ['openFile'],
  chain: ['openFile', 'multiSelections'],
  answer: ['openFile'],
  bundle: ['openFile', 'multiSelections'],
  match: ['openFile'],
  'export-folder': ['openDirectory', 'createDirectory'],
};

/** Asks for files or folders; returns an empty list when the dialog was cancelled. */
export async function pickPaths(
  window: BrowserWindow | null,
  kind: PickKind,
  words: ShellWords,
  folder: string | null,
): Promise<readonly string[]> {
  const options: OpenDialogOptions = {
    title: words.pick[kind],
    properties: properties[kind],
    filters: filters(kind, words),
    ...(folder === null ? {} : { defaultPath: folder }),
  };
  const answer: OpenDialogReturnValue = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return answer.canceled ? [] : answer.filePaths;
}

function filters(kind: PickKind, words: ShellWords): FileFilter[] {
  const any: FileFilter = { name: words.anyFile, extensions: ['*'] };
  if (kind === 'table' || kind === 'tape') return [{ name: words.tables, extensions: ['csv', 'xlsx'] }, any];
  if (kind === 'match') return [{ name: words.matches, extensions: ['json'] }, any];
  if (kind === 'bundle') return [{ name: words.bundles, extensions: ['json', 'txt'] }, any];
  if (kind === 'trust') return [{ name: words.bundles, extensions: ['json'] }, any];
  return [];
}

/** Asks where to save; null when the dialog was cancelled. */
export async function pickTarget(window: BrowserWindow | null, options: SaveDialogOptions): Promise<string | null> {
  const answer = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}

/** Asks whether to quit while an intake runs. */
export async function mayLeave(
  window: BrowserWindow | null,
  words: ShellWords['leave'],
  progress: { readonly filesDone: number; readonly files: number },
): Promise<boolean> {
  const options = {
    type: 'question',
    message: words.question,
    detail: words.detail(progress.filesDone, progress.files),
    buttons: [words.stay, words.quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  } as const;
  const box = { ...options, buttons: [...options.buttons] };
  const { response } = await (window === null ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box));
  return response === 1;
}
