/**
 * Files that systems and programs leave in folders and that nobody means when naming the folder. Only names are looked
 * at, so whoever leaves something out says so.
 */

/** Written by file managers into every folder that they show: never in a box either, so that its digest stays the same. */
const OF_FILE_MANAGERS: readonly string[] = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];

/** True for the files of file managers that a box leaves out, wherever they lie. */
export function isOfFileManager(name: string): boolean {
  return OF_FILE_MANAGERS.includes(name);
}

/** Files, whatever the case of their names. */
const FILES: readonly RegExp[] = [
  /^(?:\.DS_Store|\.localized|\.apdisk|\.VolumeIcon\.icns|\.metadata_never_index|Icon\r)$/i, // macOS
  /^\._/, // what macOS knows of a file, on a disk that cannot keep it
  /^(?:Thumbs|ehthumbs(?:_vista)?)\.db$/i, // Windows
  /^(?:desktop\.ini|autorun\.inf|WPSettings\.dat)$/i,
  /^(?:desktop\.ini|(?:eh)?thumbs\.db)[:\uf03a]/i, // their streams, split off on another file system
  /[:\uf03a]Zone\.Identifier$/i, // where a download came from, split off its file
  /^\.directory$/, // KDE
  /^~\$/, // Word, Excel, PowerPoint and WPS: somebody has the file open
  /^\.~(?:lock\..*#$|)/, // LibreOffice and WPS: the same
  /^\.(?:nfs[0-9a-f]{16,}|fuse_hidden[0-9a-f]+)$/i, // removed, and still open somewhere
  /^\.__smb/i,
  /^~WR[A-Z]\d{4}\.(?:docx?|tmp)$/i, // Word's own copies while a file is open
  /\.(?:dwl2?|laccdb)$/i, // AutoCAD and Access: somebody has the file open
  /^\..+\.sw[op]$/, // Vim: the same
  /^\.dropbox(?:\.attr)?$/,
];

/** Folders with all that lies in them. */
const FOLDERS: readonly RegExp[] = [
  /^(?:\$RECYCLE\.BIN|RECYCLER|RECYCLED|System Volume Information)$/i, // Windows
  /^(?:\.Trash|\.Trashes|\.Trash-\d+|\.Spotlight-V100|\.fseventsd|\.TemporaryItems|\.DocumentRevisions-V100|__MACOSX)$/i,
  /^(?:lost\+found|@eaDir|#recycle|@Recycle|@Recently-Snapshot)$/i, // Linux, Synology, QNAP
  /^(?:LOST\.DIR|FOUND\.\d{3})$/i, // Android, Windows: pieces of files that a repair of the disk found
  /^(?:\.stfolder|\.stversions|\.dropbox\.cache)$/, // Syncthing, Dropbox
];

/** True for a file that is left out of an intake of its folder. */
export function isClutterFile(name: string): boolean {
  return FILES.some((pattern) => pattern.test(name));
}

/** True for a folder that is left out of an intake of the folder around it. */
export function isClutterFolder(name: string): boolean {
  return FOLDERS.some((pattern) => pattern.test(name));
}
