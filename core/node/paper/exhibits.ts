/** Proofs on paper among the given files: pictures that show our QR codes count as a certificate. */
import { closeSync, openSync, readSync } from 'node:fs';
import { type EvidenceSet, parseEvidenceSet } from '../../formats/evidence.ts';
import { joinFragments, type PaperFragment, type PaperSet } from '../../paper/fragments.ts';
import { codesMissing } from '../../paper/missing.ts';
import { unreadPicture } from '../../paper/unread.ts';
import type { RecordKind } from '../../records/index.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { CertificateExhibit, DocumentExhibit } from '../verify/exhibits.ts';
import { pictureKind } from './pictures.ts';
import { PictureReader } from './reader.ts';

/** Maximum number of pictures that are read: each may take seconds. */
const MAX_PICTURES = 100;

/** The result for the pictures among some files. */
export interface PaperExhibits {
  /** One for each set of codes, complete or not. */
  readonly certificates: readonly CertificateExhibit[];
  /** The files without our codes. */
  readonly documents: readonly DocumentExhibit[];
}

/** Looks for our codes in documents that are pictures, except those whose digest is `known`. */
export async function readPaper(
  documents: readonly DocumentExhibit[],
  known: ReadonlySet<string>,
  signal?: AbortSignal,
  kinds?: readonly RecordKind[],
): Promise<PaperExhibits> {
  const pictures = documents.filter((one) => !known.has(one.sha256) && isPicture(one.path)).slice(0, MAX_PICTURES);
  const fragments = new Map<DocumentExhibit, readonly PaperFragment[]>();
  const unread = new Map<DocumentExhibit, string>();
  const reader = new PictureReader();
  try {
    for (const picture of pictures) {
      if (signal?.aborted) break;
      const seen = await reader.read(picture.path, signal);
      if (seen.fragments.length > 0) fragments.set(picture, seen.fragments);
      else if (seen.unread !== null) unread.set(picture, seen.unread);
    }
  } finally {
    await reader.close();
  }
  const sets = joinFragments([...fragments.values()].flat(), nodeCrypto);
  return {
    certificates: sets.map((set) => certificateOf(set, fragments, kinds)),
    documents: documents
      .filter((document) => !fragments.has(document))
      .map((document) => (unread.has(document) ? { ...document, unread: unread.get(document) } : document)),
  };
}

function certificateOf(
  set: PaperSet,
  fragments: ReadonlyMap<DocumentExhibit, readonly PaperFragment[]>,
  kinds: readonly RecordKind[] | undefined,
): CertificateExhibit {
  const shown = [...fragments].filter(([, found]) => found.some((fragment) => fragment.set === set.set));
  const path = shown.map(([document]) => document.path).join(' + ');
  try {
    if (!set.files) throw set.error ?? codesMissing(set);
    const evidence: EvidenceSet = parseEvidenceSet(set.files, nodeCrypto, { recordKinds: kinds });
    return {
      path,
      digest: evidence.record.digest?.sha256 ?? null,
      set: evidence,
      error: null,
      pdf: null,
      front: null,
      kept: true,
    };
  } catch (error) {
    return { path, digest: null, set: null, error, pdf: null, front: null, kept: true };
  }
}

function isPicture(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(16);
      readSync(file, head);
      return pictureKind(head) !== null || unreadPicture(head) !== null;
    } finally {
      closeSync(file);
    }
  } catch {
    return false; // it was hashed, then deleted
  }
}
