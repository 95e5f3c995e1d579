/** The files in a PDF: the name tree of embedded files in its catalog (ISO 32000-1 sections 7.9.6 and 7.11.4). */
import { NotaryError } from '../../errors.ts';
import type { PdfFile } from './document.ts';
import { damaged, PDF_LIMITS } from './limits.ts';
import { isDict, isRef, type PdfDict, type PdfValue, textOf } from './syntax.ts';

/** A file specification (section 7.11.3). */
export interface EmbeddedFile {
  /** The one that readers show: `/UF`, else `/F`, else the key in the name tree. */
  readonly name: string;
  /** Every name that it has, each once. */
  readonly names: readonly string[];
  readonly specification: PdfDict;
}

/** All files of the name tree, in its order; none where there is no tree. Throws `malformed` and `too-large`. */
export function embeddedFiles(file: PdfFile): readonly EmbeddedFile[] {
  const names = file.resolve(file.catalog().entries.get('Names'));
  const files: EmbeddedFile[] = [];
  if (isDict(names) && names.entries.has('EmbeddedFiles'))
    collect(file, names.entries.get('EmbeddedFiles') ?? null, 0, new Set(), files);
  return files;
}

function collect(file: PdfFile, node: PdfValue, depth: number, seen: Set<number>, out: EmbeddedFile[]): void {
  if (depth > PDF_LIMITS.depth) damaged('a name tree that is too deep');
  if (isRef(node)) {
    if (seen.has(node.number)) damaged('a node stands twice in the name tree');
    seen.add(node.number);
  }
  const dict = file.resolve(node);
  if (!isDict(dict)) damaged('a broken name tree');
  const names = file.resolve(dict.entries.get('Names'));
  if (Array.isArray(names)) collectNames(file, names, out);
  const kids = file.resolve(dict.entries.get('Kids'));
  if (Array.isArray(kids)) for (const kid of kids) collect(file, kid, depth + 1, seen, out);
}

function collectNames(file: PdfFile, names: readonly PdfValue[], out: EmbeddedFile[]): void {
  for (let i = 0; i + 1 < names.length; i += 2) {
    if (out.length >= PDF_LIMITS.files) throw new NotaryError('too-large', 'PDF: too many attached files');
    const key = textOf(file.resolve(names[i]));
    const specification = file.resolve(names[i + 1]);
    if (key === null || !isDict(specification)) damaged('a broken list of attached files');
    out.push(named(file, key, specification));
  }
}

/** A file specification under its names; `key` is the last that counts. */
export function named(file: PdfFile, key: string, specification: PdfDict): EmbeddedFile {
  const given = ['UF', 'F'].map((entry) => textOf(file.resolve(specification.entries.get(entry))));
  const names = [...new Set([key, ...given].filter((name) => name !== null))];
  return { name: given[0] ?? given[1] ?? key, names, specification };
}
