/** Dropped or chosen items, including folders, as files with their paths in the box. */
import { containerKind } from '../../../core/documents/box/containers.ts';
import { isOfFileManager } from '../../../core/documents/clutter.ts';
import type { GivenFile } from './reader.ts';
import { PAGE_BOX } from './trouble.ts';

/** Files that were given together. */
export interface Given {
  readonly files: readonly GivenFile[];
  /** Names of what was given. */
  readonly inputs: readonly string[];
  /** A folder was among them. */
  readonly hasFolder: boolean;
  /** Folders that the browser named but did not open. */
  readonly closed: readonly string[];
}

/** Files of an input; those of a folder know their path in it. */
export function chosen(list: FileList | null): Given {
  const files = [...(list ?? [])];
  const folder = files[0]?.webkitRelativePath.split('/')[0] ?? '';
  if (folder === '')
    return { files: files.map(single), inputs: files.map(({ name }) => name), hasFolder: false, closed: [] };
  const inside = files.map((file) => ({ path: file.webkitRelativePath.slice(folder.length + 1), file }));
  return { files: inside.filter(isMeant), inputs: [folder], hasFolder: true, closed: [] };
}

const single = (file: File): GivenFile => ({ path: file.name, file });
const isMeant = ({ file }: GivenFile) => !isOfFileManager(file.name);

/** The dropped items. Call this while the event is handled, because the browser discards them afterwards. */
export async function dropped(transfer: DataTransfer | null): Promise<Given> {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const files: GivenFile[] = [];
  const closed: string[] = [];
  const alone = entries.length === 1;
  for (const { entry, file } of entries) {
    if (entry?.isDirectory) {
      const found = await filesIn(entry as FileSystemDirectoryEntry, alone ? '' : `${entry.name}/`).catch(() => null);
      if (found) files.push(...found);
      else closed.push(entry.name);
    } else if (file) files.push(single(file));
  }
  const inputs = entries.map(({ entry, file }) => entry?.name ?? file?.name ?? '');
  return { files, inputs, hasFolder: entries.some(({ entry }) => entry?.isDirectory), closed };
}

async function filesIn(folder: FileSystemDirectoryEntry, prefix: string): Promise<readonly GivenFile[]> {
  const files: GivenFile[] = [];
  for (const entry of await entriesIn(folder)) {
    // one more than the limit, so that the reader reports it
    if (files.length > PAGE_BOX.files) break;
    if (entry.isDirectory) files.push(...(await filesIn(entry as FileSystemDirectoryEntry, `${prefix}${entry.name}/`)));
    else files.push({ path: prefix + entry.name, file: await fileOf(entry as FileSystemFileEntry) });
  }
  return files.filter(isMeant);
}

/** Browsers return a folder's entries a hundred at a time. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** More single files than this become a sheet, as in the app. */
const MANY_FILES = 20;

/**
 * Whether the result is one sheet: for a folder, many files, or archives, but not for one archive with its certificate.
 */
export function isBox({ files, hasFolder }: Given): boolean {
  if (hasFolder || files.length > MANY_FILES) return true;
  const archives = files.filter(({ file }) => containerKind(file.name) !== null).length;
  return archives > 0 && !(archives === 1 && files.length === 2);
}
