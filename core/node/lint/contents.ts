/** Whether a file is what its name says, and whether it holds others that nobody looks into. */
import { closedKind } from '../../documents/box/containers.ts';
import { endingOf, FAMILIES, type FileKind, isAsNamed, kindsOf } from '../../documents/file-kinds.ts';
import { isSignedInvoice } from '../../documents/reading/p7m.ts';
import type { Warning } from '../../documents/warnings.ts';
import { namesInCompound } from './compound.ts';
import { contentTypes, isOfficePackage } from './office-package.ts';
import { isOpenDocument, mediaType } from './open-document.ts';
import type { ZipFile } from './zip.ts';

/** What was seen of a file. */
export interface SeenContents {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether `bytes` are all of it. */
  readonly whole: boolean;
  /** Its members, if it is an archive that can be read. */
  readonly zip: ZipFile | null;
}

/**
 * Where the bytes of a file are of another kind than its name says, as when a page with an error was saved instead; and where
 * they hold other files. `detail` is the ending and the kind; the ending alone when nobody knows the kind.
 */
export function lintContents(seen: SeenContents): readonly Warning[] {
  const warnings: Warning[] = [];
  const isClosed = closedKind(seen.name, { head: seen.bytes }) === 'container' && !isSignedInvoice(seen.bytes);
  if (isClosed) warnings.push({ code: 'not-opened', detail: '' });
  const kinds = kindsOf(seen.bytes).flatMap((kind) => within(kind, seen));
  if (!isAsNamed(seen.name, kinds))
    warnings.push({ code: 'not-as-named', detail: [endingOf(seen.name), ...kinds.slice(0, 1)].join(' ') });
  return warnings;
}

/** What an archive or a compound file is, by what it holds; each kind of the family where that cannot be seen. */
function within(kind: FileKind, { bytes, whole, zip }: SeenContents): readonly FileKind[] {
  if (kind === 'zip') return (zip && kindsOfArchive(zip)) ?? FAMILIES.zip;
  if (kind === 'other-compound') return whole ? kindsOfCompound(bytes) : FAMILIES[kind];
  return [kind];
}

const OPEN_DOCUMENTS: readonly (readonly [kind: FileKind, type: RegExp])[] = [
  ['odt', /^text\b/],
  ['ods', /^spreadsheet\b/],
  ['odp', /^presentation\b/],
];

/** Null for an archive with a broken member; that it is damaged is said elsewhere. */
function kindsOfArchive(zip: ZipFile): readonly FileKind[] | null {
  try {
    if (zip.sizeOf('ofd.xml') !== null) return ['ofd'];
    if (isOfficePackage(zip)) return kindsOfPackage(zip);
    const type = mediaType(zip);
    if (type === 'application/epub+zip') return ['epub'];
    return isOpenDocument(zip) ? [openDocumentOf(type ?? '')] : ['zip'];
  } catch {
    return null;
  }
}

/** `text-template` is a text as well. */
function openDocumentOf(type: string): FileKind {
  const name = type.slice(type.lastIndexOf('.') + 1);
  return OPEN_DOCUMENTS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other-opendocument';
}

/** By the content types of main parts (ECMA-376 part 1, annex A; MS-OFFMACRO for those with macros). */
const PROGRAMS: readonly (readonly [kind: FileKind, type: RegExp])[] = [
  ['docx', /\.(?:wordprocessingml|ms-word)\..*\bmain(?:\+xml)?$/],
  ['xlsx', /\.(?:spreadsheetml|ms-excel)\..*\bmain(?:\+xml)?$/],
  ['pptx', /\.(?:presentationml|ms-powerpoint)\..*\bmain(?:\+xml)?$/],
];

function kindsOfPackage(zip: ZipFile): readonly FileKind[] {
  const types = [...contentTypes(zip).values()];
  const found = PROGRAMS.filter(([, main]) => types.some((type) => main.test(type))).map(([kind]) => kind);
  return found.length > 0 ? found : ['other-office'];
}

/** By the streams at its root (MS-DOC, MS-XLS and MS-PPT section 2.1, MS-OXMSG section 2.2, MS-OFFCRYPTO section 2.3). */
const STREAMS: readonly (readonly [kind: FileKind, names: readonly string[]])[] = [
  ['locked-office', ['EncryptedPackage']],
  ['msg', ['__properties_version1.0']],
  ['ppt', ['PowerPoint Document', 'PP40']],
  ['doc', ['WordDocument']],
  ['xls', ['Workbook', 'Book']],
];

/** All that it can be: a document may hold another with all its streams. */
function kindsOfCompound(bytes: Uint8Array): readonly FileKind[] {
  const has = namesInCompound(bytes);
  const found = STREAMS.filter(([, names]) => names.some(has)).map(([kind]) => kind);
  return found.length > 0 ? found : ['other-compound'];
}
